package dev.variegate.benchmarks.audit;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.codec.ImageCodec;
import dev.variegate.io.IdxFolder;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ImageInspector;
import dev.variegate.stage.ShortcutCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Fills classes with copies that are changed otherwise in each class, and with copies that are
 * changed alike, and says what {@link ShortcutCheck} finds in both.
 */
public final class PlantShortcut {

  private static final List<String> LABELS =
      List.of(
          "t-shirt",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle-boot");

  private static final String SHORTCUT =
      """
      {"dim": {"method": "classic", "policy": "steps: [{brightness: {factor: [0.3, 0.5]}}]", "classes": ["coat"]},
       "usual": {"method": "classic", "policy": "steps: [flip]", "classes": ["pullover"]},
       "sample": {"model": "%s", "classes": ["bag"]}}""";

  private static final String EVEN =
      """
      {"dim": {"method": "classic", "policy": "steps: [{brightness: {factor: [0.3, 0.5]}}]"},
       "usual": {"method": "classic", "policy": "steps: [flip]"},
       "sample": {"model": "%s"}}""";

  private static final int IMAGES = 200;
  private static final int SHOWN = 8;
  private static final int REAL = 0x9aa0a6;
  private static final int MADE = 0xd93025;

  private PlantShortcut() {}

  /** Takes the folder of Fashion-MNIST, the bundle of a sampler and the folder of the results. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 3; call it with DATA-FOLDER SAMPLER-BUNDLE RESULT-FOLDER"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("PlantShortcut").getOrCreate();
    var results = Files.createDirectories(Path.of(args[2]));
    var all =
        new IdxFolder(args[0], LABELS)
            .read(spark)
            .where("split = 'train' and label in ('coat', 'pullover', 'bag')");
    var real = all.orderBy(functions.xxhash64(all.col("key"))).limit(3 * IMAGES).cache();
    var uneven = filled(real, SHORTCUT.formatted(args[1]));
    var even = filled(real, EVEN.formatted(args[1]));
    var text =
        new StringBuilder(
            "%-12s %8s %22s %12s%n".formatted("", "real", "a method a class", "equal mix"));
    var mixed = scores(even);
    for (var row : scores(uneven)) {
      var other =
          mixed.stream().filter(each -> each.get(0).equals(row.get(0))).findFirst().orElseThrow();
      text.append(
          "%-12s %8s %22.3f %12.3f%n"
              .formatted(
                  row.getString(0),
                  row.isNullAt(1) ? "" : "%.3f".formatted(row.getDouble(1)),
                  row.getDouble(2),
                  other.getDouble(2)));
    }
    Files.writeString(results.resolve("shortcuts.txt"), text);
    Files.write(results.resolve("shortcuts.png"), sheet(uneven, even));
    System.out.print(text);
  }

  private static Dataset<Row> filled(Dataset<Row> real, String methods) {
    return new ClassBalancer()
        .setMethods(methods)
        .setTarget(Integer.toString(3 * IMAGES))
        .setKeyCol("key")
        .setSeed(1)
        .fit(real)
        .transform(real)
        .cache();
  }

  private static List<Row> scores(Dataset<Row> table) {
    return new ShortcutCheck()
        .setKeyCol("key")
        .scores(new ImageInspector().transform(table))
        .collectAsList();
  }

  /** A few images of each class: real ones, and those that were made in both ways. */
  private static byte[] sheet(Dataset<Row> uneven, Dataset<Row> even) {
    var rows = new ArrayList<ContactSheet.Row>();
    for (var label : List.of("coat", "pullover", "bag")) {
      var groups = new ArrayList<List<Tile>>();
      var real = tiles(uneven.where("lineage.method = 'original'"), label, REAL);
      var planted = tiles(uneven.where("lineage.method <> 'original'"), label, MADE);
      var mixed = tiles(even.where("lineage.method <> 'original'"), label, REAL);
      for (int i = 0; i < SHOWN; i++) {
        groups.add(List.of(real.get(i), planted.get(i), mixed.get(i)));
      }
      rows.add(new ContactSheet.Row(label, "real, own method, mix", groups));
    }
    return ContactSheet.png(
        "Shortcuts",
        "real images, images of a method for each class, images of all methods",
        rows,
        new Scale(56, 150),
        new ImageCodec());
  }

  private static List<Tile> tiles(Dataset<Row> images, String label, int color) {
    return images
        .where(functions.col("label").equalTo(label))
        .orderBy(functions.xxhash64(functions.col("key"), functions.col("image")))
        .select("image")
        .limit(SHOWN)
        .collectAsList()
        .stream()
        .map(row -> new Tile(row.getAs(0), "", color))
        .toList();
  }
}
