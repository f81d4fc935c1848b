package dev.variegate.stage.row;

import dev.variegate.lineage.Source;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.row.RingWalk.Member;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * One copy to be made.
 *
 * @param row that is copied
 * @param source its image, or what the method before it in a chain has made
 * @param draw what fixes every number that is drawn
 * @param partners other rows that it is made with
 */
public record CopyRequest(Row row, Source source, DrawKey draw, List<Member> partners) {}
