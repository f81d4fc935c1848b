package dev.variegate.stage.balance;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;

import dev.variegate.stage.row.RowTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the plan of a table by Spark jobs. The driver sees a line for each class, never one for
 * each row.
 *
 * @param rows what the plan needs of each row
 */
public record PlanFit(
    PlanRows rows,
    RowTask<Void, Void> task,
    List<MethodEntry> methods,
    Targets targets,
    int cores) {

  private static final String RANK = "rank";
  private static final String EXTRA = "extra";

  public Plan fit(Dataset<Row> table) {
    var planned = table.mapPartitions(task, Encoders.row(rows.schema()));
    planned.persist(StorageLevel.MEMORY_AND_DISK()); // small: no images are in it
    try {
      requireUniqueKeys(planned);
      var plan = sized(planned);
      for (int method = 0; method < methods.size(); method++) {
        plan = plan.withCuts(method, cuts(planned, plan, method));
      }
      return plan;
    } finally {
      planned.unpersist();
    }
  }

  private void requireUniqueKeys(Dataset<Row> planned) {
    var twice =
        planned
            .groupBy(PlanRows.KEY)
            .agg(count(lit(1)).as(EXTRA))
            .filter(col(EXTRA).gt(1))
            .orderBy(PlanRows.KEY)
            .takeAsList(1);
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          "Key \"%s\" names %d rows to expand but must name one, or no plan is exact; %s"
              .formatted(
                  twice.get(0).getString(0),
                  twice.get(0).getLong(1),
                  rows.layout().key() < 0
                      ? "the key is the image's SHA-256, so drop equal images or set keyCol"
                      : "make the key column unique"));
    }
  }

  private Plan sized(Dataset<Row> planned) {
    var sizes = new HashMap<String, Long>();
    var bytes = new HashMap<String, Long>();
    for (var row :
        planned.groupBy(PlanRows.LABEL).agg(count(lit(1)), sum(PlanRows.BYTES)).collectAsList()) {
      sizes.put(row.getString(0), row.getLong(1));
      bytes.put(row.getString(0), row.getLong(2));
    }
    if (sizes.isEmpty()) {
      throw new IllegalArgumentException(
          "Table has no row to expand but must have at least one; look at splitCol and trainValue");
    }
    return Plan.of(cores, methods, sizes, bytes, targets);
  }

  /** The last row of each class that gets one more copy, if any does. */
  private static Map<String, ClassPlan.Cut> cuts(Dataset<Row> planned, Plan plan, int method) {
    var cuts = new HashMap<String, ClassPlan.Cut>();
    var extras =
        plan.classes().stream()
            .filter(of -> of.quotas().get(method).extra() > 0)
            .map(of -> RowFactory.create(of.label(), of.quotas().get(method).extra()))
            .toList();
    if (extras.isEmpty()) {
      return cuts;
    }
    var schema = new StructType().add(PlanRows.LABEL, "string").add(EXTRA, "bigint");
    var ranks = planned.sparkSession().createDataFrame(extras, schema);
    var hash = PlanRows.hash(method);
    var order = Window.partitionBy(PlanRows.LABEL).orderBy(hash, PlanRows.KEY);
    planned
        .withColumn(RANK, row_number().over(order))
        .join(broadcast(ranks), PlanRows.LABEL)
        .filter(col(RANK).equalTo(col(EXTRA)))
        .select(PlanRows.LABEL, hash, PlanRows.KEY)
        .collectAsList()
        .forEach(r -> cuts.put(r.getString(0), new ClassPlan.Cut(r.getLong(1), r.getString(2))));
    return cuts;
  }
}
