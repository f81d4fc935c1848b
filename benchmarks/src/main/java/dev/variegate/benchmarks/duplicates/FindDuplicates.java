package dev.variegate.benchmarks.duplicates;

import dev.variegate.codec.ContactSheet;
import dev.variegate.codec.ContactSheet.Scale;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.stage.GroupSplitter;
import dev.variegate.stage.duplicate.ComparedImages;
import dev.variegate.stage.duplicate.NearDuplicates;
import dev.variegate.stage.duplicate.NearDuplicates.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Plants copies of real images among them, and says how many of these are found as near-duplicates,
 * by kind, and how many of the pairs that are found are such copies; the others are drawn.
 */
public final class FindDuplicates {

  private static final StructType IMAGES =
      new StructType().add("key", "string").add("image", "binary");
  private static final int FRAME = 0x9aa0a6;
  private static final int COPY = 0xd93025;
  private static final int COLUMNS = 8;
  private static final int SHOWN = 5;
  private static final int ROWS = 6;

  private final Map<String, PlantedCopies> kinds = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, byte[]> images = new HashMap<>();

  private FindDuplicates() {}

  /**
   * Takes a folder of images in a folder for each class, or of IDX files, the number of images, in
   * the order of hashes of their keys (0 for all), the number of copies of each kind, and the
   * folder for the sheet.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 4; call it with DATA-FOLDER COUNT COPIES RESULT-FOLDER"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("FindDuplicates").getOrCreate();
    var results = Files.createDirectories(Path.of(args[3]));
    var table = read(spark, args[0], Integer.parseInt(args[1]));
    var name = Path.of(args[0]).getFileName();
    var duplicates = new FindDuplicates();
    var pairs = duplicates.found(table, Integer.parseInt(args[2]));
    Files.write(results.resolve(name + ".png"), duplicates.sheet(pairs));
    Files.write(results.resolve(name + "-copies.png"), duplicates.copies(pairs));
    System.out.println("Look at " + results.resolve(name + ".png") + " and its copies");
  }

  private static List<Row> read(SparkSession spark, String folder, int count) throws IOException {
    boolean idx;
    try (var files = Files.list(Path.of(folder))) {
      idx = files.anyMatch(file -> file.getFileName().toString().contains("-ubyte"));
    }
    var labels = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    Dataset<Row> table =
        idx
            ? new IdxFolder(folder, labels).read(spark).where("split = 'train'")
            : new ImageFolder(folder).read(spark);
    var ordered = table.select("key", "image").orderBy(functions.xxhash64(table.col("key")));
    return (count > 0 ? ordered.limit(count) : ordered).collectAsList();
  }

  private List<Pair> found(List<Row> real, int copies) {
    var rows = new ArrayList<>(real);
    real.forEach(row -> images.put(row.getString(0), row.getAs(1)));
    int next = 0;
    for (var kind : PlantedCopies.values()) {
      for (int i = 0; i < copies; i++) {
        var source = real.get(next++ % real.size());
        var key = kind + "/" + source.getString(0);
        var copy = kind.of(source.<byte[]>getAs(1), key);
        kinds.put(key, kind);
        sources.put(key, source.getString(0));
        images.put(key, copy);
        rows.add(RowFactory.create(key, copy));
      }
    }
    long start = System.nanoTime();
    var pairs = pairs(rows);
    System.out.printf(
        "%d images and %d copies of them compared in %.0f s%n",
        real.size(), kinds.size(), (System.nanoTime() - start) / 1e9);
    report(pairs, copies);
    return pairs;
  }

  /** The pairs that are found among rows of key and image. */
  static List<Pair> pairs(List<Row> rows) {
    var spark = SparkSession.active();
    var stage = new GroupSplitter().setKeyCol("key");
    var table = spark.createDataFrame(rows, IMAGES).repartition(4);
    var compared =
        ComparedImages.of(stage, table.schema(), -1, spark)
            .rows(table)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new NearDuplicates(stage.getMinSimilarity(), Optional.empty()).of(compared);
    } finally {
      compared.unpersist(false);
    }
  }

  private String source(String key) {
    return sources.getOrDefault(key, key);
  }

  private boolean isCopy(Pair pair) {
    return source(pair.one()).equals(source(pair.other()));
  }

  private void report(List<Pair> pairs, int copies) {
    long right = pairs.stream().filter(this::isCopy).count();
    System.out.printf(
        "%d pairs are found, of which %d are copies: precision %.3f%n",
        pairs.size(), right, (double) right / pairs.size());
    for (var kind : PlantedCopies.values()) {
      long found =
          pairs.stream()
              .filter(this::isCopy)
              .flatMap(pair -> List.of(pair.one(), pair.other()).stream())
              .filter(key -> kinds.get(key) == kind)
              .distinct()
              .count();
      System.out.printf("%s: %d of %d are found%n", kind, found, copies);
    }
  }

  /** Pairs of other images, the least alike first, and copies, the least alike first. */
  private byte[] sheet(List<Pair> pairs) {
    var rows = new ArrayList<ContactSheet.Row>();
    rows.addAll(rows("other images", pairs.stream().filter(pair -> !isCopy(pair)).toList()));
    rows.addAll(rows("copies", pairs.stream().filter(this::isCopy).toList()));
    return ContactSheet.png(
        "Near-duplicates",
        "pairs that are found, the least alike first",
        rows,
        Scale.DEFAULT,
        PlantedCopies.CODEC);
  }

  /** Sources with their copies, of each kind the most alike and the least, and the other images. */
  private byte[] copies(List<Pair> pairs) {
    var rows = new ArrayList<ContactSheet.Row>();
    for (var kind : PlantedCopies.values()) {
      var of =
          pairs.stream()
              .filter(this::isCopy)
              .filter(pair -> kinds.get(pair.one()) == kind || kinds.get(pair.other()) == kind)
              .sorted((one, other) -> Double.compare(one.similarity(), other.similarity()))
              .toList();
      var some = new ArrayList<>(of.subList(0, Math.min(SHOWN, of.size())));
      some.addAll(of.subList(Math.max(some.size(), of.size() - SHOWN), of.size()));
      rows.add(row(kind.toString(), "least and most alike", some, COPY));
    }
    var others =
        pairs.stream()
            .filter(pair -> !isCopy(pair))
            .sorted((one, other) -> Double.compare(other.similarity(), one.similarity()))
            .limit(2L * SHOWN)
            .toList();
    rows.add(row("other images", "most alike", others, FRAME));
    return ContactSheet.png(
        "Near-duplicates",
        "images and planted copies that are found",
        rows,
        new Scale(56, 130),
        PlantedCopies.CODEC);
  }

  private ContactSheet.Row row(String title, String subtitle, List<Pair> pairs, int color) {
    var groups = new ArrayList<List<Tile>>();
    for (var pair : pairs) {
      boolean first = sources.containsKey(pair.other());
      groups.add(
          List.of(
              new Tile(images.get(first ? pair.one() : pair.other()), "", FRAME),
              new Tile(
                  images.get(first ? pair.other() : pair.one()),
                  "%.3f".formatted(pair.similarity()),
                  color)));
    }
    return new ContactSheet.Row(title, subtitle, groups);
  }

  private List<ContactSheet.Row> rows(String title, List<Pair> pairs) {
    var least =
        pairs.stream()
            .sorted((one, other) -> Double.compare(one.similarity(), other.similarity()))
            .limit((long) COLUMNS * ROWS)
            .toList();
    var rows = new ArrayList<ContactSheet.Row>();
    for (int from = 0; from < least.size(); from += COLUMNS) {
      var groups = new ArrayList<List<Tile>>();
      for (var pair : least.subList(from, Math.min(least.size(), from + COLUMNS))) {
        var said = "%.4f".formatted(pair.similarity());
        groups.add(
            List.of(
                new Tile(images.get(pair.one()), said, FRAME),
                new Tile(images.get(pair.other()), "", FRAME)));
      }
      rows.add(new ContactSheet.Row(title, "", groups));
    }
    return rows;
  }
}
