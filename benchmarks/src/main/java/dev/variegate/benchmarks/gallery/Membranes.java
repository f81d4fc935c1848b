package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.ImageCodec;
import dev.variegate.io.BinaryFiles;
import dev.variegate.stage.ClassicAugmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Expands images of cells with their masks, measures that each mask still lies on its image, and
 * lays pairs out on a sheet to be looked at.
 */
public final class Membranes {

  static final int COPIES = 20;

  private static final int SHOWN = 5;
  private static final int SHOWN_COPIES = 4;
  private static final int GIVEN = 0x5f6368;
  private static final int MADE = 0x1a73e8;

  private static final String POLICY =
      """
      name: membranes
      steps:
        - elastic-transform: {amount: [0.01, 0.02], sigma: 0.05}
        - affine: {degrees: [-180, 180], scale: [0.8, 1.25], shear-x: [-10, 10]}
      """;

  private Membranes() {}

  /**
   * Takes a folder that holds images in {@code image} and masks of the same names in {@code label},
   * and the file of the sheet.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: Membranes FOLDER SHEET");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Membranes").getOrCreate();
    var given = pairs(spark, Path.of(args[0]));
    long start = System.nanoTime();
    var copies = expanded(given).collectAsList();
    System.out.printf(
        "%d images with masks made of %d in %.1f s%n",
        copies.size(), given.count(), (System.nanoTime() - start) * 1e-9);
    System.out.printf("%-7s %s%n", "given", MaskFits.of(given.collectAsList()));
    System.out.printf("%-7s %s%n", "copies", MaskFits.of(copies));
    var sheet = Path.of(args[1]);
    Files.createDirectories(sheet.toAbsolutePath().getParent());
    Files.write(sheet, sheet(given.orderBy("key").limit(SHOWN).collectAsList(), copies));
    System.out.println("Look at " + sheet);
    spark.stop();
  }

  /** Key, image and mask of each image. */
  static Dataset<Row> pairs(SparkSession spark, Path folder) {
    var images = images(spark, folder.resolve("image"));
    var masks = images(spark, folder.resolve("label")).withColumnRenamed("image", "mask");
    return images.join(masks, "key");
  }

  private static Dataset<Row> images(SparkSession spark, Path folder) {
    return new BinaryFiles(folder.toString(), Optional.empty()).read(spark).select("key", "image");
  }

  /** The copies, without what they were made of. */
  static Dataset<Row> expanded(Dataset<Row> pairs) {
    return new ClassicAugmenter()
        .setPolicy(POLICY)
        .setKeyCol("key")
        .setMaskCols("mask")
        .setCopies(COPIES)
        .setKeepOriginals(false)
        .transform(pairs)
        .withColumn("copy", col("lineage.copy"));
  }

  /** A row for each given image: it and its mask, then some copies with theirs. */
  static byte[] sheet(List<Row> given, List<Row> copies) {
    var rows = new ArrayList<ContactSheet.Row>();
    for (var source : given) {
      var key = source.<String>getAs("key");
      var groups = new ArrayList<>(List.of(pair(source, "given", GIVEN)));
      copies.stream()
          .filter(copy -> key.equals(copy.getAs("key")))
          .filter(copy -> copy.<Integer>getAs("copy") <= SHOWN_COPIES)
          .map(copy -> pair(copy, "copy " + copy.getAs("copy"), MADE))
          .forEach(groups::add);
      rows.add(new ContactSheet.Row(key, "", groups));
    }
    return ContactSheet.png(
        "Membranes",
        "images with their masks (gray frames) and copies of both (blue), elastic and affine",
        rows,
        new Scale(192, 80),
        new ImageCodec());
  }

  private static List<Tile> pair(Row row, String caption, int color) {
    return List.of(
        new Tile(row.getAs("image"), caption, color),
        new Tile(row.getAs("mask"), "its mask", color));
  }
}
