package dev.variegate.stage;

import dev.variegate.policy.DrawKey;
import dev.variegate.policy.Source;
import dev.variegate.stage.RingWalk.Member;
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
record CopyRequest(Row row, Source source, DrawKey draw, List<Member> partners) {}
