package dev.variegate.stage.balance;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** The classes of the boxes of a table, in the order of how few images they are in. */
public final class BoxClasses {

  private static final String LABEL = "label";
  private static final StructType LABELS = new StructType().add(LABEL, "string");

  private BoxClasses() {}

  /**
   * That of the fewest images first, of equals the first by name; none where boxes do not count.
   */
  public static List<String> rarest(RowClass classes, Layout layout, Dataset<Row> table) {
    if (!classes.ofBoxes()) {
      return List.of();
    }
    var task =
        new RowTask<>(
            unused ->
                RowWorker.each(
                    row ->
                        layout.expands(row) && !layout.refusedBefore(row)
                            ? classes.ofBoxes(row).stream()
                                .<Row>map(label -> RowFactory.create(label))
                                .toList()
                            : List.of()),
            0,
            Refusals.NONE);
    return table
        .mapPartitions(task, Encoders.row(LABELS))
        .groupBy(LABEL)
        .agg(count(lit(1)).as("images"))
        .orderBy(col("images"), col(LABEL))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
