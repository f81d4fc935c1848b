package dev.variegate.stage.row;

import dev.variegate.stage.row.RingWalk.Member;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A row as it comes to a task.
 *
 * @param partners other rows that its copies may be made with, in the order in which they are to be
 *     used; none where no method asks for any
 */
public record RowInput(Row row, List<Member> partners) {}
