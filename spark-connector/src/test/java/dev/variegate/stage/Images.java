package dev.variegate.stage;

import dev.variegate.base.Sha256;
import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Small images for the tests of the stages, as rows. */
public final class Images {

  static final StructType SCHEMA =
      new StructType()
          .add("key", "string")
          .add("image", "binary")
          .add("label", "string")
          .add("split", "string")
          .add("weight", "double");

  private static final int SIDE = 16;

  private Images() {}

  /** A color image that is its own for each number. */
  static byte[] encoded(int number, String encoding) {
    var samples = new byte[SIDE * SIDE * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i * (number + 3) + 7 * number);
    }
    try (var image = Image.ofBytes(SIDE, SIDE, 3, samples)) {
      return new ImageCodec().encode(image, Encoding.parse(encoding));
    }
  }

  /** Writes {@link #png} 0, 1, ... into a folder as {@code 0.png}, {@code 1.png}, ... */
  public static Path folder(Path folder, int number) {
    try {
      for (int i = 0; i < number; i++) {
        Files.write(folder.resolve(i + ".png"), png(i));
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] png(int number) {
    return encoded(number, "png");
  }

  /** A square image of one gray. */
  public static byte[] gray(int side, int level) {
    var samples = new byte[side * side];
    Arrays.fill(samples, (byte) level);
    try (var image = Image.ofBytes(side, side, 1, samples)) {
      return new ImageCodec().encode(image, Encoding.parse("png"));
    }
  }

  public static byte[] text() {
    return "no image, whatever its name says".getBytes(StandardCharsets.UTF_8);
  }

  public static byte[] truncated() {
    var whole = png(1);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  public static Row row(String key, byte[] image, String label, String split) {
    return RowFactory.create(key, image, label, split, 0.5);
  }

  /** So many training images of a class, named {@code label-0}, {@code label-1}, ... */
  public static List<Row> ofClass(String label, int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> row(label + "-" + i, png(label.hashCode() % 100 + i), label, "train"))
        .toList();
  }

  @SafeVarargs
  public static Dataset<Row> table(List<Row>... parts) {
    var rows = new ArrayList<Row>();
    for (var part : parts) {
      rows.addAll(part);
    }
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  /** Three classes of 5, 3 and 1, and two test images. */
  public static Dataset<Row> unbalanced() {
    return table(
        ofClass("bag", 5),
        ofClass("coat", 3),
        ofClass("shirt", 1),
        List.of(row("t-0", png(40), "shirt", "test"), row("t-1", png(41), "bag", "test")));
  }

  /** All rows as text, sorted: two tables are equal if these are, whatever their order. */
  public static List<String> contents(Dataset<Row> table) {
    return table.collectAsList().stream().map(Images::text).sorted().toList();
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return Sha256.hex(bytes);
    }
    if (value instanceof Row row) {
      return IntStream.range(0, row.length()).mapToObj(i -> text(row.get(i))).toList().toString();
    }
    return String.valueOf(value);
  }
}
