package dev.variegate.benchmarks.comparison;

import static org.apache.spark.sql.functions.col;

import dev.variegate.benchmarks.comparison.Verdict.Spread;
import dev.variegate.benchmarks.data.FashionMnist;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ImageSource;
import dev.variegate.text.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Did augmentation help? Trains one small classifier on the long-tailed clothes as they are and
 * balanced in several ways, with several seeds, and scores each on test images that nothing
 * touched.
 */
public final class Comparison {

  private static final int ITERATIONS = 50;
  private static final int PARTITIONS = 4;

  private final Classifier classifier;
  private final Dataset<Row> train;
  private final Dataset<Row> test;
  private final Way.Means means;
  private final List<Integer> rare;

  private Comparison(Classifier classifier, Dataset<Row> images, Way.Means means) {
    this.classifier = classifier;
    this.train =
        images
            .filter(col(ImageSource.SPLIT).equalTo(ImageSource.TRAIN))
            .repartition(PARTITIONS, col(ImageSource.KEY))
            .persist();
    this.test =
        classifier.vectors(images.filter(col(ImageSource.SPLIT).notEqual(ImageSource.TRAIN)));
    this.means = means;
    this.rare = rarest(train);
  }

  /** Takes the folder of IDX files, a policy file, a model's folder and the number of seeds. */
  public static void main(String[] args) throws IOException {
    if (args.length != 4) {
      System.err.println("usage: Comparison IDX_FOLDER POLICY_FILE MODEL_FOLDER SEEDS");
      System.exit(2);
    }
    var spark = SparkSession.builder().appName("Did it help?").getOrCreate();
    var means = new Way.Means(Files.readString(Path.of(args[1])), args[2]);
    run(spark, args[0], means, Integer.parseInt(args[3]), ITERATIONS, System.out);
    spark.stop();
  }

  static void run(
      SparkSession spark,
      String folder,
      Way.Means means,
      int seeds,
      int iterations,
      PrintStream out) {
    var images = new IdxFolder(folder, FashionMnist.CLASSES).read(spark);
    new Comparison(new Classifier(FashionMnist.CLASSES, iterations), images, means)
        .print(seeds, out);
  }

  private void print(int seeds, PrintStream out) {
    out.printf(
        "Training the same classifier on %d sets with %d seeds each.%n",
        Way.values().length, seeds);
    var scores = new EnumMap<Way, List<Scores>>(Way.class);
    var table =
        new TextTable(List.of("training set", "images", "accuracy", "recall of rare classes"));
    for (var way : Way.values()) {
      long begun = System.nanoTime();
      long size = score(way, seeds, scores);
      out.printf(Locale.ROOT, "  %s: %.1f s%n", way, (System.nanoTime() - begun) / 1e9);
      table.row(
          List.of(
              way.toString(),
              Long.toString(size),
              Spread.of(scores.get(way), Scores::accuracy).toString(),
              Spread.of(scores.get(way), Scores::rareRecall).toString()));
    }
    var names = rare.stream().map(FashionMnist.CLASSES::get).collect(Collectors.joining(", "));
    out.printf("%nOn test images, mean [lowest, highest] of the seeds; rare: %s.%n%n", names);
    out.println(table);
    out.println();
    judge(scores, out);
  }

  /** Trains and tests with each seed; returns the number of training images. */
  private long score(Way way, int seeds, Map<Way, List<Scores>> scores) {
    long size = 0;
    for (int seed = 1; seed <= seeds; seed++) {
      var vectors = classifier.vectors(way.expand(train, means, seed));
      size = vectors.count();
      scores
          .computeIfAbsent(way, w -> new ArrayList<>())
          .add(Scores.of(classifier.confusion(vectors, test, seed), rare));
      vectors.unpersist();
    }
    return size;
  }

  private static void judge(Map<Way, List<Scores>> scores, PrintStream out) {
    for (var way : List.of(Way.GENERATIVE, Way.CLASSIC, Way.BOTH)) {
      out.println(verdict(way, scores, "accuracy", Scores::accuracy));
      out.println(verdict(way, scores, "recall of rare classes", Scores::rareRecall));
    }
    out.println(
        """

        "Helped" means: the worst seed beats the best seed of oversampled copies.
        The shipped generator was trained on the whole of Fashion-MNIST, so it has seen far more images
        of the rare classes than this set holds: what it gains is the gain of a pretrained generator.""");
  }

  private static String verdict(
      Way way, Map<Way, List<Scores>> scores, String what, ToDoubleFunction<Scores> score) {
    return Verdict.sentence(
        way.toString(),
        scores.get(way),
        Way.OVERSAMPLED.toString(),
        scores.get(Way.OVERSAMPLED),
        what,
        score);
  }

  /** The half of the classes with the fewest training images, by number. */
  private static List<Integer> rarest(Dataset<Row> train) {
    return train
        .groupBy(ImageSource.LABEL)
        .count()
        .orderBy("count", ImageSource.LABEL)
        .limit(FashionMnist.CLASSES.size() / 2)
        .collectAsList()
        .stream()
        .map(row -> FashionMnist.CLASSES.indexOf(row.getString(0)))
        .toList();
  }
}
