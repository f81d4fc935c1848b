package dev.variegate.benchmarks.audit;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageFolder;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.SourceAudit;
import dev.variegate.text.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Makes real images dark, blurred or mislabeled, and says how many of these {@link SourceAudit}
 * flags, and how many that it flags are such.
 */
public final class AuditSources {

  private static final StructType IMAGES =
      new StructType().add("key", "string").add("image", "binary").add("label", "string");

  /** The labels of Fashion-MNIST. */
  private static final List<String> CLOTHES =
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
          "boot");

  private static final double LEAST = 1e-6;

  /** What finds near-duplicates is measured by another program, and takes most of the time. */
  private static final String UNCOMPARED = "{\"nearDuplicate\": false}";

  private AuditSources() {}

  /**
   * What was measured.
   *
   * @param features what labels are checked by
   * @param seconds of the audit, without its features
   */
  record Result(
      String data,
      int images,
      String features,
      double seconds,
      List<FoundFaults.Score> scores,
      Map<String, Integer> flagged) {}

  /**
   * Takes a folder of images in a folder for each class, or of IDX files, the number of images, in
   * the order of hashes of their keys (0 for all), the number of faults of each kind, the folder
   * for figures and sheets, a name for these, and, for features other than pixels, the bundle of a
   * classifier.
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 5 || args.length > 6) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 5 or 6; call it with DATA-FOLDER COUNT FAULTS RESULT-FOLDER NAME [BUNDLE]"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("AuditSources").getOrCreate();
    var results = Files.createDirectories(Path.of(args[3]));
    var planted = new HashMap<String, PlantedFault>();
    var rows = planted(read(spark, args[0], Integer.parseInt(args[1])), args[2], planted);
    var table = spark.createDataFrame(rows, IMAGES).repartition(4);
    var audit = new SourceAudit().setKeyCol("key").setLabelCol("label").setThresholds(UNCOMPARED);
    if (args.length == 6) {
      table = featured(table, args[5]).cache();
      audit.setFeaturesCol("features");
      System.out.printf("%d images have features%n", table.count());
    }
    long start = System.nanoTime();
    var audited = audit.transform(table).select("key", "image", "label", "audit").collectAsList();
    double seconds = (System.nanoTime() - start) / 1e9;
    var found = new FoundFaults(audited, planted);
    var features = args.length == 6 ? Path.of(args[5]).getFileName().toString() : "pixels";
    write(
        new Result(args[4], rows.size(), features, seconds, scores(found), counts(found)), results);
    Files.write(results.resolve(args[4] + "-checks.png"), found.overview(args[4]));
    for (var check : SourceCheck.values()) {
      if (!found.flagged(check).isEmpty()) {
        var sheet = results.resolve("%s-%s.png".formatted(args[4], check.word()));
        Files.write(sheet, found.sheet(check, args[4]));
        System.out.println("Look at " + sheet);
      }
    }
  }

  private static List<Row> read(SparkSession spark, String folder, int count) throws IOException {
    boolean idx;
    try (var files = Files.list(Path.of(folder))) {
      idx = files.anyMatch(file -> file.getFileName().toString().contains("-ubyte"));
    }
    Dataset<Row> table =
        idx
            ? new IdxFolder(folder, CLOTHES).read(spark).where("split = 'train'")
            : new ImageFolder(folder).read(spark);
    var ordered =
        table.select("key", "image", "label").orderBy(functions.xxhash64(table.col("key")));
    return (count > 0 ? ordered.limit(count) : ordered).collectAsList();
  }

  /** The same rows, the first of which have faults, so many of each kind. */
  private static List<Row> planted(
      List<Row> real, String faults, Map<String, PlantedFault> planted) {
    int each = Integer.parseInt(faults);
    var labels = real.stream().map(row -> row.getString(2)).distinct().sorted().toList();
    var kinds = PlantedFault.values();
    var rows = new ArrayList<Row>();
    for (int i = 0; i < real.size(); i++) {
      var row = real.get(i);
      var key = row.getString(0);
      if (i < each * kinds.length) {
        var fault = kinds[i / each];
        planted.put(key, fault);
        row =
            RowFactory.create(
                key,
                fault.image(row.<byte[]>getAs(1), key),
                fault.label(row.getString(2), labels, key));
      }
      rows.add(row);
    }
    return rows;
  }

  /** With the features of a classifier, or the logarithms of its probabilities if it gives none. */
  private static Dataset<Row> featured(Dataset<Row> table, String bundle) throws IOException {
    var classifier = new ImageClassifier().setModel(bundle).setAllowUnlicensed(true);
    boolean features =
        Files.readString(Path.of(bundle, "model.yaml")).contains("meaning: features");
    if (features) {
      return classifier.setFeaturesCol("features").transform(table);
    }
    UDF1<Vector, Vector> logarithms =
        given ->
            Vectors.dense(
                Arrays.stream(given.toArray()).map(value -> Math.log(value + LEAST)).toArray());
    var of = functions.udf(logarithms, SQLDataTypes.VectorType());
    var classified = classifier.transform(table);
    return classified.withColumn("features", of.apply(classified.col("probability")));
  }

  private static List<FoundFaults.Score> scores(FoundFaults found) {
    return Arrays.stream(PlantedFault.values()).map(found::score).toList();
  }

  private static Map<String, Integer> counts(FoundFaults found) {
    var counts = new HashMap<String, Integer>();
    for (var check : SourceCheck.values()) {
      counts.put(check.word(), found.flagged(check).size());
    }
    return counts;
  }

  private static void write(Result result, Path folder) throws IOException {
    JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValue(folder.resolve(result.data() + ".json").toFile(), result);
    var table =
        new TextTable(List.of("check", "planted", "found", "flagged", "recall", "precision"));
    for (var score : result.scores()) {
      table.row(
          List.of(
              score.check(),
              "" + score.planted(),
              "" + score.found(),
              "" + score.flagged(),
              "%.3f".formatted(score.recall()),
              "%.3f".formatted(score.precision())));
    }
    System.out.printf(
        "%d images of %s in %.0f s, labels by %s%n%s%nflagged: %s%n",
        result.images(),
        result.data(),
        result.seconds(),
        result.features(),
        table,
        result.flagged());
  }
}
