package dev.variegate.stage.audit;

import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;

/**
 * A table of sources and what is said of each. That is small and persisted partition by partition,
 * so that no image is read again for it; Spark lets go of it with the last table made of it.
 *
 * @param said by key; a row without a key has null
 * @param counts of each class, by name
 * @param unreadable rows that cannot be used
 */
public record AuditedTable(
    JavaRDD<Row> given,
    JavaPairRDD<String, Verdict> said,
    Map<String, ClassCounts> counts,
    long unreadable) {

  /** What becomes of a row. */
  public interface Filling extends Serializable {

    /**
     * The rows that take its place.
     *
     * @param said of all rows of its partition, by key
     */
    List<Row> of(Row row, Map<String, Verdict> said);
  }

  /** What becomes of all rows, in their partitions. */
  public JavaRDD<Row> filled(Filling filling) {
    return given.zipPartitions(
        said,
        (rows, verdicts) -> {
          var byKey = new HashMap<String, Verdict>();
          verdicts.forEachRemaining(each -> byKey.put(each._1(), each._2()));
          return new RowTask<Void, Void>(
                  task -> RowWorker.each(row -> filling.of(row, byKey)), 0, Refusals.NONE)
              .call(rows);
        });
  }

  /** Lets go of what is said. */
  public void unpersist() {
    said.unpersist(false);
  }
}
