package dev.variegate.stage.method;

import dev.variegate.codec.ImageCodec;
import dev.variegate.generate.latent.LatentSpace;
import dev.variegate.stage.param.Device;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowHash;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * Encodes keyed images into the latent space of a model; images of free size are recognized by what
 * their channels are on average.
 *
 * @param labelColumn column of classes in the rows given to {@link #keys}, or -1
 */
record EncodedRows(
    Layout layout,
    int labelColumn,
    ModelAddress model,
    String label,
    Device device,
    ImageCodec codec,
    InvalidRows invalid,
    LongAccumulator refused)
    implements RowTask.Opener<Void, Void> {

  static final StructType KEYED =
      new StructType()
          .add("hash", "bigint")
          .add("key", "string")
          .add("class", "string")
          .add("image", "binary");

  static final StructType ENCODED =
      new StructType()
          .add("hash", "bigint")
          .add("key", "string")
          .add("class", "string")
          .add("sizes", "array<bigint>")
          .add("numbers", "array<float>");

  /** A place of the stream that no latent edit draws from. */
  private static final int PLACE = 10;

  /** Names the rows that may be expanded and hold images, with their hashes. */
  RowTask<Void, Void> keys() {
    return new RowTask<>(
        task ->
            RowWorker.each(
                row ->
                    layout.expands(row) && !layout.refusedBefore(row)
                        ? List.of(keyed(row))
                        : List.of()),
        0,
        new Refusals.LeavingOut(layout::name, invalid, refused));
  }

  private Row keyed(Row row) {
    try (var source = layout.image().source(row, codec)) {
      source.image(); // what is broken is reported by its row
      var key = layout.key(row, source);
      var name = labelColumn < 0 ? "" : LabelType.label(row, labelColumn);
      return RowFactory.create(RowHash.of(layout.seed(), key, PLACE), key, name, source.encoded());
    }
  }

  /** Encodes what {@link #keys} named; a row that the model cannot encode is left out. */
  RowTask<Void, Void> codes() {
    return new RowTask<>(
        this, 0, new Refusals.LeavingOut(row -> row.getString(1), invalid, refused));
  }

  @Override
  public RowWorker<Void, Void> open(TaskContext task) {
    var space = LatentSpace.open(model.open(), device.compute(task), label);
    return RowWorker.each(row -> List.of(encoded(row, space)), space::close);
  }

  private Row encoded(Row row, LatentSpace space) {
    try (var image = codec.decode(row.<byte[]>getAs(3))) {
      var code = space.encode(List.of(image)).get(0).pooled();
      var numbers = new ArrayList<Float>();
      for (float number : code.numbers()) {
        numbers.add(number);
      }
      return RowFactory.create(
          row.getLong(0),
          row.getString(1),
          row.getString(2),
          code.sizes().toArray(),
          numbers.toArray());
    }
  }
}
