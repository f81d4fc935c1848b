package dev.variegate.cluster;

import static org.apache.spark.ml.functions.vector_to_array;

import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.GroupSplitter;
import dev.variegate.stage.LeakageCheck;
import dev.variegate.stage.QualityGate;
import dev.variegate.stage.ShortcutCheck;
import dev.variegate.stage.SourceAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the stages decide that look at whole tables, as text. */
public final class ChecksProgram {

  static final String SCENES = "scenes";
  static final String FEATURES = "features";

  private static final String MIRROR =
      """
      {"mirror": {"method": "classic", "policy": "steps: [{flip: {}, probability: 0.5}]",
         "gate": ["sample-similarity <= 0.99"]}}""";

  /** A check of one of the tables. */
  enum Check {
    LEAKAGE(SCENES, table -> leakage().leaks(table)),
    GROUPS(SCENES, table -> splitter().transform(table).select("key", "fold")),
    AUDIT(SCENES, table -> audit().transform(table).select("key", "audit")),
    SAMPLES(SCENES, ChecksProgram::samples),
    GATES(FEATURES, table -> gate().fit(table).transform(table).select("key", "refusedBy")),
    SCORES(FEATURES, table -> evaluator().scores(table)),
    SHORTCUTS(FEATURES, table -> shortcuts().scores(table));

    private final String table;

    @SuppressWarnings("ImmutableEnumChecker") // a stage is made at each call
    private final Function<Dataset<Row>, Dataset<Row>> decide;

    Check(String table, Function<Dataset<Row>, Dataset<Row>> decide) {
      this.table = table;
      this.decide = decide;
    }

    /** What is decided about a table of the folder. */
    List<String> decided(SparkSession spark, Path folder, Function<Dataset<Row>, Dataset<Row>> as) {
      var rows = as.apply(spark.read().parquet(folder.resolve(table).toString()));
      return decide.apply(rows).collectAsList().stream()
          .map(row -> this + " " + row)
          .sorted()
          .toList();
    }
  }

  private ChecksProgram() {}

  /**
   * Takes the folder of the tables, that of the results, and the number of partitions; an executor
   * ends in each check.
   */
  public static void main(String[] given) throws IOException {
    var results = Path.of(given[1]);
    int partitions = Integer.parseInt(given[2]);
    var builder = SparkSession.builder().config("spark.sql.shuffle.partitions", partitions);
    try (var spark = builder.getOrCreate()) {
      var lines = new ArrayList<String>();
      for (var check : Check.values()) {
        var mark = results.resolve(check.toString());
        lines.addAll(
            check.decided(
                spark,
                Path.of(given[0]),
                table -> HaltsOnce.of(table.repartition(partitions), mark.toString())));
      }
      Files.write(results.resolve("decided"), lines);
    }
  }

  private static LeakageCheck leakage() {
    return new LeakageCheck().setKeyCol("key");
  }

  private static GroupSplitter splitter() {
    return new GroupSplitter().setKeyCol("key").setOutputCol("fold").setSeed(5);
  }

  private static SourceAudit audit() {
    return new SourceAudit().setKeyCol("key");
  }

  /** Copies of which two of a source are alike or mirrored. */
  private static Dataset<Row> samples(Dataset<Row> table) {
    return new ClassBalancer()
        .setKeyCol("key")
        .setMethods(MIRROR)
        .setCopies(2)
        .fit(table)
        .setPlanCol("plan")
        .setHandleRefused("keep")
        .transform(table)
        .where("lineage.copy > 0")
        .selectExpr("lineage.sourceKey", "lineage.copy", "plan.refusals", "sha2(image, 256)");
  }

  private static QualityGate gate() {
    return new QualityGate()
        .setLabelCol("label")
        .setGates("score >= q0.1", "score <= q0.9")
        .setHandleRefused("keep");
  }

  private static GenerativeEvaluator evaluator() {
    return new GenerativeEvaluator()
        .setLabelCol("label")
        .setMetrics("fid", "kid", "coverage")
        .setMaxFeatures(5)
        .setSeed(3);
  }

  private static ShortcutCheck shortcuts() {
    return new ShortcutCheck()
        .setLabelCol("label")
        .setKeyCol("key")
        .setProperties("score", "lineage.method");
  }

  /** Adds the column that the gates look at. */
  static Dataset<Row> scored(Dataset<Row> features) {
    return features.withColumn(
        "score", vector_to_array(features.col("features"), "float64").getItem(0));
  }
}
