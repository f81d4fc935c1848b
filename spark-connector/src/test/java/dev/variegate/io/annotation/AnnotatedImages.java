package dev.variegate.io.annotation;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.row.LabelColumns;
import dev.variegate.testing.LocalSpark;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Images with shapes in them, of two classes. */
final class AnnotatedImages {

  static final List<String> CLASSES = List.of("dog", "cat");

  /** As rows are made by hand: shapes without attributes, images without ids. */
  static final StructType SCHEMA =
      new StructType()
          .add("key", "string")
          .add("image", "binary")
          .add("split", "string")
          .add("boxes", LabelColumns.BOXES)
          .add("polygons", LabelColumns.POLYGONS)
          .add("keypoints", LabelColumns.KEYPOINTS);

  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;

  private AnnotatedImages() {}

  static byte[] png(int gray) {
    var samples = new byte[WIDTH * HEIGHT];
    Arrays.fill(samples, (byte) gray);
    try (var image = Image.ofBytes(WIDTH, HEIGHT, 1, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  /** Reads boxes and polygons of classes. */
  static YoloText yoloText(List<String> names) {
    return new YoloText(names, names.stream().map(name -> List.<String>of()).toList(), 0, false);
  }

  private static Row shape(String label, Integer object, double... numbers) {
    return RowFactory.create(label, object, numbers);
  }

  /** Two training images and one for tests; a cat with all, a dog with a box, and nothing. */
  static Dataset<Row> given() {
    Object[] none = {new Row[0], new Row[0], new Row[0]};
    return LocalSpark.session()
        .createDataFrame(
            List.of(
                RowFactory.create(
                    "a.png",
                    png(1),
                    "train",
                    new Row[] {shape("cat", 0, 3, 4, 23, 19), shape("dog", 1, 30, 0, 40, 30)},
                    new Row[] {shape("cat", 0, 3, 4, 23, 4, 23, 19, 3, 19)},
                    new Row[] {shape("nose", 0, 10.5, 8.25)}),
                RowFactory.create("b.png", png(2), "train", none[0], none[1], none[2]),
                RowFactory.create(
                    "c.png",
                    png(3),
                    "val",
                    new Row[] {shape("dog", 0, 0, 0, 1, 1)},
                    none[1],
                    none[2])),
            SCHEMA);
  }
}
