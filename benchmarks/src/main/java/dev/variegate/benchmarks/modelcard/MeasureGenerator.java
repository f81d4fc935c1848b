package dev.variegate.benchmarks.modelcard;

import dev.variegate.generate.sample.LatentSampler;
import dev.variegate.io.IdxFolder;
import dev.variegate.model.ModelBundle;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Scores a sampler of clothes beside real ones, and writes the figures as Markdown tables and a
 * sheet of samples: what its model card quotes.
 */
public final class MeasureGenerator {

  private static final List<String> LIKENESS =
      List.of(
          "label-agreement", "fid", "kid", "precision", "recall", "density", "coverage", "vendi");
  private static final List<String> MEMORY = List.of("authenticity", "nearest");
  private static final int COLUMNS = 10;
  private static final long SEED = 1;

  private final ImageClassifier classifier;
  private final GenerativeEvaluator evaluator;

  private MeasureGenerator(String classifier, int features) {
    this.classifier =
        new ImageClassifier()
            .setModel(classifier)
            .setAllowUnlicensed(true)
            .setFeaturesCol("features");
    this.evaluator =
        new GenerativeEvaluator()
            .setLabelCol("label")
            .setPredictionCol("prediction")
            .setMaxFeatures(features);
  }

  /**
   * Takes the bundle of the sampler, that of a classifier with features and the same classes, the
   * folder of the IDX files, the folder for the results, the number of images of each class, the
   * maximum number of features, and perhaps a feature store.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 6 && args.length != 7) {
      throw new IllegalArgumentException(
          "%d arguments are given but must be 6 or 7; call it with SAMPLER-BUNDLE CLASSIFIER-BUNDLE DATA-FOLDER RESULT-FOLDER COUNT FEATURES [FEATURE-STORE]"
              .formatted(args.length));
    }
    var spark = SparkSession.builder().appName("MeasureGenerator").getOrCreate();
    var sampler = Path.of(args[0]);
    var labels = ModelBundle.open(sampler).description().labels();
    var clothes =
        new IdxFolder(args[2], labels).read(spark).select("key", "image", "label", "split");
    var results = Files.createDirectories(Path.of(args[3]));
    int count = Integer.parseInt(args[4]);
    var samples = samples(clothes.limit(0), args[0], labels, count);
    var measure = new MeasureGenerator(args[1], Integer.parseInt(args[5]));
    if (args.length == 7) {
      measure.classifier.setFeatureStore(args[6]);
    }
    Files.writeString(
        results.resolve("figures.md"),
        measure.likeness(clothes.where("split = 'test'"), samples)
            + measure.memory(clothes.where("split = 'train'"), samples));
    Files.write(results.resolve("samples.png"), sheet(sampler, labels));
    System.out.println("Figures and samples are in " + results);
  }

  private static Dataset<Row> samples(
      Dataset<Row> nothing, String sampler, List<String> labels, int count) {
    var counts =
        labels.stream()
            .map(label -> "\"%s\": %d".formatted(label, count))
            .collect(Collectors.joining(", ", "{", "}"));
    return new GenerativeSampler()
        .setModel(sampler)
        .setCounts(counts)
        .setSeed(SEED)
        .transform(nothing);
  }

  /** How samples are like held-out images; says how long the main scores take. */
  private String likeness(Dataset<Row> heldOut, Dataset<Row> samples) {
    var features = features(heldOut, samples);
    for (var metric : new String[] {"fid", "kid"}) {
      long start = System.nanoTime();
      double score = evaluator.setMetricName(metric).evaluate(features);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf("%s %.4f in %.1f s%n", metric, score, seconds);
    }
    return table(features, LIKENESS);
  }

  /** Whether samples are images of the training set. */
  private String memory(Dataset<Row> training, Dataset<Row> samples) {
    return table(features(training, samples), MEMORY);
  }

  private String table(Dataset<Row> features, List<String> metrics) {
    var scores = evaluator.setMetrics(metrics.toArray(String[]::new)).scores(features);
    var table = ScoreTable.of(scores, metrics);
    features.unpersist();
    return table;
  }

  /** The features of real images and samples; times of scores are without the network's. */
  private Dataset<Row> features(Dataset<Row> real, Dataset<Row> samples) {
    var images =
        real.unionByName(samples, true).repartition(4).persist(StorageLevel.MEMORY_AND_DISK());
    images.count();
    long start = System.nanoTime();
    var features =
        classifier.transform(images).drop("image").persist(StorageLevel.MEMORY_AND_DISK());
    long count = features.count();
    System.out.printf(
        "%d images have features in %.1f s%n", count, (System.nanoTime() - start) / 1e9);
    images.unpersist();
    return features;
  }

  private static byte[] sheet(Path bundle, List<String> labels) {
    try (var sampler = LatentSampler.open(ModelBundle.open(bundle), 1)) {
      return SampleSheet.png(
          labels.stream().map(label -> ClassImages.made(sampler, label, COLUMNS, SEED)).toList(),
          COLUMNS);
    }
  }
}
