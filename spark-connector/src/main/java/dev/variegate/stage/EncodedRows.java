package dev.variegate.stage;

import dev.variegate.generate.LatentSpace;
import dev.variegate.image.BadImageException;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.model.BadOutputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Encodes keyed pictures into the latent space of a model; pictures of free size are told by what
 * their channels are on average.
 *
 * @param label column of classes in the rows given to {@link #keys}, or -1
 */
record EncodedRows(
    Layout layout, int label, ModelAddress model, String told, Device device, Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  static final StructType KEYED =
      new StructType()
          .add("hash", "bigint")
          .add("key", "string")
          .add("class", "string")
          .add("picture", "binary");

  static final StructType ENCODED =
      new StructType()
          .add("hash", "bigint")
          .add("key", "string")
          .add("class", "string")
          .add("sizes", "array<bigint>")
          .add("numbers", "array<float>");

  /** A place of the stream that no change of latents draws from. */
  private static final int PLACE = 10;

  /** Names the rows that may be expanded and hold pictures, with their hashes. */
  MapPartitionsFunction<Row, Row> keys() {
    return rows ->
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
            .filter(row -> layout.expands(row) && !layout.refusedBefore(row))
            .flatMap(row -> keyed(row).stream())
            .iterator();
  }

  private List<Row> keyed(Row row) {
    try {
      var source = layout.picture().source(row, refusals.codec());
      try (source) {
        source.image(); // what is broken is told by its row
      }
      var key = layout.key(row, source);
      var name = label < 0 ? "" : PlanShares.label(row, label);
      return List.of(
          RowFactory.create(PlanRows.hash(layout.seed(), key, PLACE), key, name, source.encoded()));
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      refusals.requireForgiven(row, e);
      return List.of();
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var task = TaskContext.get();
    OpenCvThreads.limit(task.cpus());
    var space = LatentSpace.open(model.open(), device.compute(task), told);
    TaskCompletionListener release = ended -> space.close();
    task.addTaskCompletionListener(release);
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(row -> encoded(row, space).stream())
        .iterator();
  }

  /** One row, or none where the model cannot encode its picture. */
  private List<Row> encoded(Row row, LatentSpace space) {
    try (var picture = refusals.codec().decode(row.<byte[]>getAs(3))) {
      var code = space.encode(List.of(picture)).get(0).pooled();
      var numbers = new ArrayList<Float>();
      for (float number : code.numbers()) {
        numbers.add(number);
      }
      return List.of(
          RowFactory.create(
              row.getLong(0),
              row.getString(1),
              row.getString(2),
              code.sizes().toArray(),
              numbers.toArray()));
    } catch (BadOutputException | IllegalArgumentException e) { // the rest is no fault of the row
      refusals.requireForgiven(row.getString(1), e);
      return List.of();
    }
  }
}
