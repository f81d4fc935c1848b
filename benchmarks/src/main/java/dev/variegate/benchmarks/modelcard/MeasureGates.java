package dev.variegate.benchmarks.modelcard;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.crc32;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.xxhash64;

import dev.variegate.io.IdxFolder;
import dev.variegate.model.ModelBundle;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.ImageVectorizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Fills a long tail with samples, without gates and with them: how many samples are of their class
 * by the gates' own classifier and by a judge of another kind, what the gates refuse, and how much
 * longer it takes.
 */
public final class MeasureGates {

  private static final String GATE =
      "{\"require\": [\"prediction = label\", \"confidence >= 0.6\"], \"model\": \"%s\", \"attempts\": 5}";
  private static final List<String> ALONE =
      List.of(
          "training-similarity <= 0.9",
          "sample-similarity <= 0.9",
          "held-out-similarity <= 0.9",
          "training-distance >= q0.05",
          "training-distance <= q0.95",
          "sharpness >= q0.05",
          "brightness <= q0.95");
  private static final String OF_COPIES = "similarity <= 0.95";
  private static final int SIDE = 28;

  /** One of so many training images trains the other judge. */
  private static final int PART = 6;

  private final String sampler;
  private final String classifier;
  private final PipelineModel judge;
  private final Path results;

  private MeasureGates(String sampler, String classifier, PipelineModel judge, Path results) {
    this.sampler = sampler;
    this.classifier = classifier;
    this.judge = judge;
    this.results = results;
  }

  /**
   * Takes the folder of the long tail, the bundles of sampler and classifier, the folder of all of
   * Fashion-MNIST and that of the results.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 5) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 5; call it with LONG-TAIL SAMPLER-BUNDLE CLASSIFIER-BUNDLE DATA-FOLDER RESULT-FOLDER"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("MeasureGates").getOrCreate();
    var labels = ModelBundle.open(Path.of(args[1])).description().labels();
    var clothes = new IdxFolder(args[3], labels).read(spark).cache();
    var judge =
        judge(clothes.where("split = 'train'").where(crc32(col("key")).mod(PART).equalTo(0)));
    var tail = new IdxFolder(args[0], labels).read(spark).repartition(4, col("key")).cache();
    tail.count();
    var results = Files.createDirectories(Path.of(args[4]));
    var measure = new MeasureGates(args[1], args[2], judge, results);
    var text =
        new StringBuilder(
            "%-22s %s%n"
                .formatted(
                    "",
                    "samples  drawn  missing  seconds  of their class: gate's judge, other judge"));
    measure.report(text, "real, held out", clothes.where("split = 'test'"), 0, 0, 0);
    var drawn = measure.filled(text, "without gates", tail, "");
    var gated = measure.filled(text, "with gates", tail, ", \"gate\": " + GATE.formatted(args[2]));
    measure.sheet(drawn, gated);
    measure.each(text, tail, drawn);
    Files.writeString(results.resolve("gates.txt"), text);
    System.out.print(text);
    System.out.println("Figures and a sheet of what gates refuse are in " + results);
  }

  /** Pixels and multinomial logistic regression: nothing of the classifier that gates ask. */
  private static PipelineModel judge(Dataset<Row> training) {
    return new Pipeline()
        .setStages(
            new PipelineStage[] {
              new StringIndexer()
                  .setInputCol("label")
                  .setOutputCol("index")
                  .setStringOrderType("alphabetAsc"),
              new ImageVectorizer()
                  .setOutputCol("pixels")
                  .setChannels("gray")
                  .setWidth(SIDE)
                  .setHeight(SIDE),
              new LogisticRegression()
                  .setFeaturesCol("pixels")
                  .setLabelCol("index")
                  .setPredictionCol("guess")
                  .setProbabilityCol("guesses")
                  .setRawPredictionCol("margins")
                  .setRegParam(0.001)
                  .setMaxIter(50)
            })
        .fit(training);
  }

  /** All samples, those that are refused in the end among them. */
  private Dataset<Row> filled(StringBuilder text, String name, Dataset<Row> tail, String gate) {
    return filled(text, name, tail, "sample", gate);
  }

  /** All images of a method. */
  private Dataset<Row> filled(
      StringBuilder text, String name, Dataset<Row> tail, String method, String gate) {
    var model = GatedPlan.of(sampler, method, gate).fit(tail);
    System.out.println(model.explain());
    var output = results.resolve(name.replaceAll("[^a-z0-9.]+", "-")).toString();
    long start = System.nanoTime();
    model.transform(tail).write().mode("overwrite").parquet(output);
    double seconds = (System.nanoTime() - start) / 1e9;
    var samples =
        tail.sparkSession()
            .read()
            .parquet(output)
            .where(col("plan.method").equalTo(method))
            .cache();
    var kept = samples.where("refusedBy is null");
    var refused = samples.select(explode(col("plan.refusals")).as("gate"));
    report(text, name, kept, refused.count(), samples.count() - kept.count(), seconds);
    refused
        .groupBy("gate")
        .count()
        .orderBy("gate")
        .collectAsList()
        .forEach(
            row -> text.append("%22s refused by %s%n".formatted(row.getLong(1), row.getString(0))));
    return samples;
  }

  private void report(
      StringBuilder text,
      String name,
      Dataset<Row> images,
      long refused,
      long missing,
      double seconds) {
    var judged =
        judge
            .transform(classified(images))
            .agg(agreement("prediction", "label"), agreement("guess", "index"))
            .first();
    long count = images.count();
    text.append(
        "%-22s %7d %6d %8d %8.1f %30.3f, %.3f%n"
            .formatted(
                name,
                count,
                count + refused,
                missing,
                seconds,
                judged.getDouble(0),
                judged.getDouble(1)));
  }

  private Dataset<Row> classified(Dataset<Row> images) {
    return new ImageClassifier().setModel(classifier).setAllowUnlicensed(true).transform(images);
  }

  private static Column agreement(String one, String other) {
    return avg(col(one).equalTo(col(other)).cast("double"));
  }

  /** First draws by each gate alone: those that it refuses, and those that pass. */
  private void each(StringBuilder text, Dataset<Row> tail, Dataset<Row> drawn) throws IOException {
    var rows = new ArrayList<ClassImages>();
    for (var gate : ALONE) {
      var model = gate.startsWith("training-distance") ? ", \"model\": \"" + classifier + "\"" : "";
      var json = "{\"require\": [\"%s\"], \"attempts\": 2%s}".formatted(gate, model);
      var gated = filled(text, gate, tail, ", \"gate\": " + json);
      rows.add(GateSheet.row(gate, GateSheet.judged(drawn, gated, xxhash64(col("key")))));
    }
    var copies = eachNamed(filled(text, "copies without gates", tail, "classic", ""));
    var json = ", \"gate\": {\"require\": [\"%s\"], \"attempts\": 2}".formatted(OF_COPIES);
    var gated = eachNamed(filled(text, OF_COPIES, tail, "classic", json));
    rows.add(GateSheet.row(OF_COPIES, GateSheet.judged(copies, gated, xxhash64(col("key")))));
    Files.write(results.resolve("gates-alone.png"), SampleSheet.png(rows, GateSheet.COLUMNS));
  }

  /** Copies have the key of their source. */
  private static Dataset<Row> eachNamed(Dataset<Row> copies) {
    return copies.withColumn("key", concat_ws("#", col("key"), col("lineage.copy")));
  }

  /** First draws of a class in a row: those that the gates refuse, and those that pass. */
  private void sheet(Dataset<Row> drawn, Dataset<Row> gated) throws IOException {
    var judged = GateSheet.judged(drawn, gated, col("key"));
    var rows = new ArrayList<ClassImages>();
    for (var label :
        judged.stream().map(row -> row.<String>getAs("label")).distinct().sorted().toList()) {
      rows.add(
          GateSheet.row(
              label, judged.stream().filter(row -> label.equals(row.getAs("label"))).toList()));
    }
    Files.write(results.resolve("refused-and-kept.png"), SampleSheet.png(rows, GateSheet.COLUMNS));
  }
}
