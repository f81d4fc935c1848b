package dev.variegate.stage.train;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector;
import dev.variegate.pixel.PixelVector.Channels;
import dev.variegate.stage.row.LabelType;
import dev.variegate.stage.row.Layout;
import dev.variegate.stage.row.Refusals;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import dev.variegate.train.ImageShape;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Decodes the images of a table for a training, wherever they are.
 *
 * @param label column of classes, -1 where they are not learned
 * @param side that images are resized to, 0 where they keep their size
 * @param refusals what happens to rows that cannot be used
 */
record TrainingRows(Layout layout, ImageCodec codec, int label, int side, Refusals refusals)
    implements Serializable {

  /** Columns of what it gives. */
  static final int LABEL = 0;

  static final int CHANNELS = 1;
  static final int HEIGHT = 2;
  static final int WIDTH = 3;
  static final int SAMPLES = 4;

  /** A row of class, shape and 8-bit samples for each image to train on. */
  JavaRDD<Row> of(Dataset<Row> table) {
    var task = new RowTask<Void, Void>(opened -> RowWorker.each(this::decoded), 0, refusals);
    return table.toJavaRDD().mapPartitions(task::call);
  }

  private List<Row> decoded(Row row) {
    if (layout.refusedBefore(row) || !layout.expands(row)) {
      return List.of();
    }
    var name = label < 0 ? "" : LabelType.label(row, label);
    try (var image = layout.image().decoded(row, codec)) {
      int channels = image.channels() == 1 ? 1 : 3;
      int height = side == 0 ? image.height() : side;
      int width = side == 0 ? image.width() : side;
      // Larger ones are refused as a whole, by their size.
      boolean fits = Math.max(height, width) <= ImageShape.MAX_SIDE;
      var samples = fits ? samples(image, channels, height, width) : new byte[0];
      return List.of(RowFactory.create(name, channels, height, width, samples));
    }
  }

  private static byte[] samples(Image image, int channels, int height, int width) {
    var vector =
        new PixelVector(new Size(width, height), channels == 1 ? Channels.GRAY : Channels.RGB)
            .of(image);
    var samples = new byte[vector.length];
    for (int i = 0; i < samples.length; i++) {
      if (!Double.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            "Sample %d is %s but must be a number; replace it or drop the row"
                .formatted(i, vector[i]));
      }
      samples[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, vector[i])));
    }
    return samples;
  }
}
