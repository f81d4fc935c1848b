package dev.variegate.benchmarks.gallery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.generate.segment.ClassOverlay;
import dev.variegate.io.MaskFolder;
import dev.variegate.model.ModelBundle;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageMixer;
import dev.variegate.stage.ImageSegmenter;
import dev.variegate.stage.Inpainting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Segments images of streets, measures how far the masks agree with the true ones, and uses them:
 * cars are erased by inpainting, and pasted into other images.
 */
public final class Streets {

  private static final int SHOWN = 6;

  private Streets() {}

  /**
   * Takes the bundle of a segmenter whose classes are those of the masks, a folder that holds
   * images in {@code image} and masks of the same names in {@code label}, the beginning of the
   * names that are tested, and the file of the sheet.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: Streets BUNDLE FOLDER PREFIX SHEET");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Streets").getOrCreate();
    var pairs =
        new MaskFolder(args[1])
            .read(spark)
            .select("key", "image", MaskFolder.MASK)
            .where(col("key").contains(args[2]))
            .withColumnRenamed(MaskFolder.MASK, "truth")
            .repartition(4, col("key"))
            .cache();
    var segmenter = new ImageSegmenter().setModel(args[0]).setAllowUnlicensed(true);
    long start = System.nanoTime();
    var masks = segmenter.transform(pairs).collectAsList();
    System.out.printf(
        "%d images segmented in %.1f s; intersection over union of each class:%n%s",
        masks.size(), (System.nanoTime() - start) * 1e-9, overlap(args[0], masks));
    var sheet = Path.of(args[3]);
    Files.createDirectories(sheet.toAbsolutePath().getParent());
    Files.write(sheet, sheet(segmenter, pairs));
    System.out.println("Look at " + sheet);
    spark.stop();
  }

  private static ClassOverlap overlap(String bundle, List<Row> rows) {
    var model = ModelBundle.open(Path.of(bundle), ModelBundle.Licensing.ANY).description();
    var overlap = new ClassOverlap(model.labels());
    for (var row : rows) {
      try (var truth = Hall.decoded(row.getAs("truth"));
          var mask = Hall.decoded(row.getAs("mask"))) {
        overlap.count(truth, mask);
      }
    }
    return overlap;
  }

  private static byte[] sheet(ImageSegmenter segmenter, Dataset<Row> pairs) {
    // Those with the most of cars.
    var cars = segmenter.copy(ParamMap.empty()).setMaskValues("car=255");
    var marked =
        cars.setPolygonsCol("polygons")
            .setMinArea(150)
            .transform(pairs)
            .withColumn("cars", expr("size(polygons)"))
            .orderBy(col("cars").desc(), col("key"))
            .limit(SHOWN)
            .drop("cars")
            .cache();
    var shown = segmenter.setOutputCol("classes").transform(marked).orderBy("key").collectAsList();
    var rows = new ArrayList<ContactSheet.Row>();
    rows.add(row("images", shown.stream().map(row -> row.<byte[]>getAs("image")).toList()));
    rows.add(row("classes", shown.stream().map(Streets::overlaid).toList()));
    rows.add(row("mask of cars", shown.stream().map(row -> row.<byte[]>getAs("mask")).toList()));
    rows.add(
        row(
            "cars erased",
            copies(
                new Inpainting()
                    .setHoleMaskCol("mask")
                    .setHoleMargin(4)
                    .setRadius(9)
                    .setKeyCol("key")
                    .setKeepOriginals(false),
                marked,
                "image")));
    var mixer =
        new ImageMixer()
            .setMixture("copy-paste")
            .setKeyCol("key")
            .setSeed(4)
            .setMaskCols("mask")
            .setPolygonsCol("polygons")
            .setKeepOriginals(false);
    rows.add(row("cars pasted", copies(mixer, marked, "image")));
    rows.add(row("their masks", copies(mixer, marked, "mask")));
    var turned =
        new ClassicAugmenter()
            .setPolicy("{\"steps\": [{\"rotate\": {\"degrees\": [10, 15]}}, \"flip\"]}")
            .setKeyCol("key")
            .setSeed(4)
            .setMaskCols("mask")
            .setPolygonsCol("polygons")
            .setKeepOriginals(false);
    rows.add(row("turned, masks", copies(turned, marked, "mask")));
    return ContactSheet.png(
        "Streets segmented",
        "ImageSegmenter; its mask and polygons in Inpainting, ImageMixer and ClassicAugmenter",
        rows,
        new Scale(240, 150),
        Hall.CODEC);
  }

  private static byte[] overlaid(Row row) {
    try (var image = Hall.decoded(row.getAs("image"));
        var classes = Hall.decoded(row.getAs("classes"));
        var shown = ClassOverlay.of(image, classes)) {
      return Hall.png(shown);
    }
  }

  private static List<byte[]> copies(Transformer stage, Dataset<Row> rows, String column) {
    return stage.transform(rows).collectAsList().stream()
        .sorted(Comparator.comparing(row -> row.<String>getAs("key")))
        .map(row -> row.<byte[]>getAs(column))
        .toList();
  }

  private static ContactSheet.Row row(String title, List<byte[]> images) {
    return new ContactSheet.Row(
        title, "", images.stream().map(image -> List.of(new Tile(image, "", Hall.MADE))).toList());
  }
}
