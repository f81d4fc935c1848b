package dev.variegate.stage.balance;

import dev.variegate.stage.row.RowTask;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Finds the plan of a table by two Spark jobs on what {@link PlanRows} takes of its rows. The
 * driver sees a line for each class, never one for each row.
 *
 * <p>They use RDDs: for a small table, SQL takes longer to plan a query and to compile its code
 * than to run it.
 *
 * @param rows what the plan needs of each row
 */
public record PlanFit(
    PlanRows rows,
    RowTask<Void, Void> task,
    List<MethodEntry> methods,
    Targets targets,
    int cores) {

  public Plan fit(Dataset<Row> table) {
    var planned = table.toJavaRDD().mapPartitions(task::call);
    planned.persist(StorageLevel.MEMORY_AND_DISK_SER()); // small: no images are in it
    int shuffles = table.sparkSession().sessionState().conf().numShufflePartitions();
    int partitions = Math.max(1, Math.min(planned.getNumPartitions(), shuffles));
    try {
      var plan = sized(planned, partitions);
      return new ClassCuts(plan, partitions).of(planned);
    } finally {
      planned.unpersist(false);
    }
  }

  private Plan sized(JavaRDD<Row> planned, int partitions) {
    var classes = classes(planned, partitions);
    requireUniqueKeys(classes);
    var sizes = new HashMap<String, Long>();
    var bytes = new HashMap<String, Long>();
    var weights = new HashMap<String, ClassWeights>();
    classes.forEach(
        (label, size) -> {
          sizes.put(label, size.rows());
          bytes.put(label, size.bytes());
          size.weights().ifPresent(differing -> weights.put(label, differing));
        });
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "Table has no row to expand but must have at least one; look at splitCol and trainValue");
    }
    return Plan.of(cores, methods, sizes, bytes, weights, targets);
  }

  /** The sizes of all classes; the rows of a key meet on the way, so that two are seen. */
  private static Map<String, ClassSize> classes(JavaRDD<Row> planned, int partitions) {
    return planned
        .mapToPair(row -> new Tuple2<>(row.getString(PlanRows.KEY), ClassSize.of(row)))
        .reduceByKey(ClassSize::and, partitions)
        .mapToPair(key -> new Tuple2<>(key._2().label(), key._2().ofKey(key._1())))
        .reduceByKey(ClassSize::and, partitions)
        .collectAsMap();
  }

  private void requireUniqueKeys(Map<String, ClassSize> classes) {
    classes.values().stream()
        .filter(size -> size.shared() != null)
        .min(Comparator.comparing(ClassSize::shared))
        .ifPresent(
            size -> {
              throw new IllegalArgumentException(
                  "Key \"%s\" names %d rows to expand but must name one, or no plan is exact; %s"
                      .formatted(
                          size.shared(),
                          size.sharing(),
                          rows.layout().key() < 0
                              ? "the key is the image's SHA-256, so drop equal images or set keyCol"
                              : "make the key column unique"));
            });
  }
}
