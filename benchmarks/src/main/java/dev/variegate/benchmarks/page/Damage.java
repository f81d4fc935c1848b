package dev.variegate.benchmarks.page;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two scratches and a spot on 28x28 images: the same holes for all. */
final class Damage {

  /** The column of holes. */
  static final String BOXES = "boxes";

  /** Left, top, width and height of each hole, in pixels. */
  private static final int[][] HOLES = {{17, 3, 2, 22}, {3, 19, 22, 1}, {8, 8, 5, 4}};

  private static final int[] RED = {217, 48, 37};

  private Damage() {}

  /** The images with their holes in a column. */
  static Dataset<Row> on(Dataset<Row> images) {
    var boxes =
        Stream.of(HOLES)
            .map(hole -> array(IntStream.of(hole).mapToObj(i -> lit(i)).toArray(Column[]::new)));
    return images.withColumn(BOXES, array(boxes.toArray(Column[]::new)));
  }

  /** A gray image with its holes in red, as PNG. */
  static byte[] shown(byte[] encoded, ImageCodec codec) {
    try (var gray = codec.decode(encoded)) {
      var given = gray.toBytes();
      var samples = new byte[RED.length * given.length];
      for (int i = 0; i < samples.length; i++) {
        int pixel = i / RED.length;
        boolean hole = isHole(pixel % gray.width(), pixel / gray.width());
        samples[i] = hole ? (byte) RED[i % RED.length] : given[pixel];
      }
      try (var red = Image.ofBytes(gray.width(), gray.height(), RED.length, samples)) {
        return codec.encode(red, Encoding.of(ImageFormat.PNG));
      }
    }
  }

  private static boolean isHole(int x, int y) {
    return Stream.of(HOLES)
        .anyMatch(h -> x >= h[0] && x < h[0] + h[2] && y >= h[1] && y < h[1] + h[3]);
  }
}
