package dev.variegate.stage.measure;

import dev.variegate.quality.distribution.Neighbors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Scores of generated images, overall and of each class, beside those of real ones.
 *
 * @param neighbors of pairwise scores
 */
public record GenerativeScores(LabeledFeatures features, Neighbors neighbors) {

  public static final StructType SCHEMA =
      new StructType()
          .add("class", "string")
          .add("metric", "string")
          .add("score", "double")
          .add("realScore", "double")
          .add("real", "bigint")
          .add("generated", "bigint")
          .add("extractor", "string")
          .add("note", "string");

  /**
   * One score of all images.
   *
   * @throws IllegalArgumentException if there are too few real or generated ones
   */
  public double score(Metric metric) {
    Optional<String> all = Optional.empty();
    requireEnough();
    try (var sets = new FeatureSets(features, all, neighbors)) {
      return metric.of(sets.made(new LearnedScores(features).ofGenerated(all)));
    }
  }

  private void requireEnough() {
    neighbors.requireEnough(features.count(Optional.empty(), false), "real images");
    neighbors.requireEnough(features.count(Optional.empty(), true), "generated images");
  }

  /**
   * The rows of a table of scores.
   *
   * @param extractor of the features
   * @throws IllegalArgumentException if there are too few real or generated images; a class with
   *     too few has no scores, and a note
   */
  public List<Row> rows(List<Metric> metrics, String extractor) {
    var named =
        features
            .projection()
            .map(
                to ->
                    "%s, %d features of %d by seed %d"
                        .formatted(extractor, to.left(), to.width(), to.seed()))
            .orElse("%s, %d features".formatted(extractor, features.width()));
    requireEnough();
    var rows = new ArrayList<Row>();
    var learned = new LearnedScores(features);
    add(learned, Optional.empty(), metrics, named, rows);
    for (var label : features.labels()) {
      if (!label.isEmpty()) {
        add(learned, Optional.of(label), metrics, named, rows);
      }
    }
    return rows;
  }

  private void add(
      LearnedScores learned,
      Optional<String> label,
      List<Metric> metrics,
      String extractor,
      List<Row> rows) {
    long real = features.count(label, false);
    long generated = features.count(label, true);
    if (Math.min(real, generated) < neighbors.fewestImages()) {
      var note = tooFew(real, generated);
      for (var metric : metrics) {
        rows.add(row(label, metric, null, null, real, generated, extractor, note));
      }
      return;
    }
    try (var sets = new FeatureSets(features, label, neighbors)) {
      var made = sets.made(learned.ofGenerated(label));
      var halves = sets.halves(learned.ofReal(label));
      for (var metric : metrics) {
        var score = metric.of(made);
        var realScore = sets.haveHalves() ? (Double) metric.of(halves) : null;
        var note = note(metric, Math.min(real, generated), sets, features.width());
        rows.add(row(label, metric, score, realScore, real, generated, extractor, note));
      }
    }
  }

  private String tooFew(long real, long generated) {
    return generated == 0
        ? "no generated images of the class"
        : real == 0
            ? "no real images of the class"
            : "too few images: at least %d of each are needed".formatted(neighbors.fewestImages());
  }

  private static Row row(
      Optional<String> label,
      Metric metric,
      Double score,
      Double realScore,
      long real,
      long generated,
      String extractor,
      String note) {
    return RowFactory.create(
        label.orElse(null),
        metric.toString(),
        known(score),
        known(realScore),
        real,
        generated,
        extractor,
        note);
  }

  private static String note(Metric metric, long images, FeatureSets sets, int width) {
    var notes = new StringJoiner("; ");
    if (metric == Metric.FID && images <= width) {
      notes.add("fewer images than features: biased upward; read kid, which is not");
    } else if (metric == Metric.FID && sets.half() <= width) {
      notes.add("realScore is of fewer images than features: biased upward");
    }
    if (!sets.haveHalves()) {
      notes.add("too few real images for realScore");
    }
    return notes.toString();
  }

  /** A score; null where it is of no image. */
  private static Double known(Double score) {
    return score == null || score.isNaN() ? null : score;
  }
}
