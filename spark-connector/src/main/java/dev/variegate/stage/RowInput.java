package dev.variegate.stage;

import dev.variegate.stage.RingWalk.Member;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A row as it comes to a task.
 *
 * @param partners other rows that its copies may be made with, in the order in which they are to be
 *     used; none where no method asks for any
 */
record RowInput(Row row, List<Member> partners) {}
