package dev.variegate.stage.balance;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.RowClass;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What a plan needs of each row that may be copied: class, key, bytes, and for each method the hash
 * that says when its turn for one more copy comes.
 *
 * @param classes what class a row counts for
 * @param methods number of methods
 */
public record PlanRows(Layout layout, RowClass classes, int methods, ImageCodec codec)
    implements RowTask.Opener<Void, Void> {

  static final String LABEL = "label";
  static final String KEY = "key";
  static final String BYTES = "bytes";

  /** The column of a method's hashes. */
  static String hash(int method) {
    return "hash" + method;
  }

  StructType schema() {
    var schema = new StructType().add(LABEL, "string").add(KEY, "string").add(BYTES, "bigint");
    for (int method = 0; method < methods; method++) {
      schema = schema.add(hash(method), "bigint");
    }
    return schema;
  }

  @Override
  public RowWorker<Void, Void> open(TaskContext task) {
    return RowWorker.each(
        row ->
            layout.expands(row) && !layout.refusedBefore(row) ? List.of(planned(row)) : List.of());
  }

  private Row planned(Row row) {
    var source = layout.image().checked(row, codec);
    var values = new Object[schema().size()];
    values[0] = classes.of(row);
    values[1] = layout.key(row, source);
    values[2] = (long) source.encoded().length;
    for (int method = 0; method < methods; method++) {
      values[3 + method] = RowHash.of(layout.seed(), (String) values[1], method);
    }
    return RowFactory.create(values);
  }
}
