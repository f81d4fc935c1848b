package dev.variegate.stage.balance;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWeight;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What a plan needs of each row that may be copied: class, key, bytes, weight, and for each method
 * the hash that says when its turn for one more copy comes.
 *
 * @param classes what class a row counts for
 * @param weights what a row weighs
 * @param methods number of methods
 */
public record PlanRows(
    Layout layout, RowClass classes, RowWeight weights, int methods, ImageCodec codec)
    implements RowTask.Opener<Void, Void> {

  // Columns of the rows that are made.
  static final int LABEL = 0;
  static final int KEY = 1;
  static final int BYTES = 2;
  static final int WEIGHT = 3;

  /** The column of the first method's hashes; those of the others follow. */
  static final int HASHES = 4;

  @Override
  public RowWorker<Void, Void> open(TaskContext task) {
    return RowWorker.each(
        row ->
            layout.expands(row) && !layout.refusedBefore(row) ? List.of(planned(row)) : List.of());
  }

  private Row planned(Row row) {
    var source = layout.image().checked(row, codec);
    var key = layout.key(row, source);
    var values = new Object[HASHES + methods];
    values[LABEL] = classes.of(row);
    values[KEY] = key;
    values[BYTES] = (long) source.encoded().length;
    values[WEIGHT] = weights.of(row);
    for (int method = 0; method < methods; method++) {
      values[HASHES + method] = RowHash.of(layout.seed(), key, method);
    }
    return RowFactory.create(values);
  }
}
