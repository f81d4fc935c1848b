package dev.variegate.benchmarks.measure;

import static org.apache.spark.sql.functions.col;

import dev.variegate.io.IdxFolder;
import dev.variegate.model.ModelBundle;
import dev.variegate.stage.GenerativeEvaluator;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/** Samples as many clothes as there are in the test split, scores them beside it, and times that. */
public final class ScoreSamples {

  private static final int CLASSES = 10;

  private ScoreSamples() {}

  /**
   * Takes the bundle of a sampler, that of a classifier with features and the same classes, the
   * folder of Fashion-MNIST, the number of images of each class, and the maximum number of features.
   */
  public static void main(String[] args) {
    if (args.length != 5) {
      System.err.println("usage: ScoreSamples SAMPLER CLASSIFIER FOLDER COUNT FEATURES");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("ScoreSamples").getOrCreate();
    var labels = ModelBundle.open(Path.of(args[0])).description().labels();
    var images = images(spark, args[0], new IdxFolder(args[2], labels), Integer.parseInt(args[3]));
    var features = // the images and the network's runs are no part of the times
        new ImageClassifier()
            .setModel(args[1])
            .setAllowUnlicensed(true)
            .setFeaturesCol("features")
            .transform(images)
            .drop("image")
            .persist(StorageLevel.MEMORY_AND_DISK());
    System.out.println(features.count() + " images have features");
    var evaluator =
        new GenerativeEvaluator()
            .setLabelCol("label")
            .setPredictionCol("prediction")
            .setMaxFeatures(Integer.parseInt(args[4]));
    for (var metric : new String[] {"fid", "kid"}) {
      long start = System.nanoTime();
      double score = evaluator.copy(evaluator.extractParamMap()).setMetricName(metric).evaluate(features);
      System.out.printf("%s %.5f in %.1f s%n", metric, score, (System.nanoTime() - start) / 1e9);
    }
    evaluator.scores(features).drop("extractor", "note").show(200, false);
  }

  private static Dataset<Row> images(
      SparkSession spark, String sampler, IdxFolder clothes, int count) {
    var real =
        clothes.read(spark).where("split = 'test'").orderBy("key").limit(CLASSES * count);
    var counts =
        ModelBundle.open(Path.of(sampler)).description().labels().stream()
            .map(label -> "\"%s\": %d".formatted(label, count))
            .collect(Collectors.joining(", ", "{", "}"));
    return new GenerativeSampler()
        .setModel(sampler)
        .setCounts(counts)
        .setLabelCol("label")
        .setSeed(1)
        .transform(real.select(col("key"), col("image"), col("label")))
        .repartition(4);
  }
}
