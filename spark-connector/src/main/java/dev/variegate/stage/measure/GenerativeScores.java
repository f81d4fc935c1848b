package dev.variegate.stage.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Scores of generated images, overall and of each class, beside those of real ones. */
public final class GenerativeScores {

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

  private GenerativeScores() {}

  /** One score of all images. */
  public static double score(LabeledFeatures features, Metric metric) {
    try (var real = features.set(Optional.empty(), false);
        var generated = features.set(Optional.empty(), true)) {
      return metric.of(
          new SetComparison(real, generated, features.confirmed(Optional.empty(), true)));
    }
  }

  /**
   * The rows of a table of scores.
   *
   * @param extractor of the features
   */
  public static List<Row> rows(LabeledFeatures features, List<Metric> metrics, String extractor) {
    var named =
        features
            .projection()
            .map(
                to ->
                    "%s, %d features of %d by seed %d"
                        .formatted(extractor, to.left(), to.width(), to.seed()))
            .orElse("%s, %d features".formatted(extractor, features.width()));
    var rows = new ArrayList<Row>();
    add(features, Optional.empty(), metrics, named, rows);
    for (var label : features.labels()) {
      if (!label.isEmpty()) {
        add(features, Optional.of(label), metrics, named, rows);
      }
    }
    return rows;
  }

  private static void add(
      LabeledFeatures features,
      Optional<String> label,
      List<Metric> metrics,
      String extractor,
      List<Row> rows) {
    try (var real = features.set(label, false);
        var generated = features.set(label, true);
        var first = real.half(0);
        var second = real.half(1)) {
      var made = new SetComparison(real, generated, features.confirmed(label, true));
      var halves = new SetComparison(first, second, features.confirmed(label, false));
      boolean enough = second.isEnough();
      for (var metric : metrics) {
        rows.add(
            RowFactory.create(
                label.orElse(null),
                metric.toString(),
                metric.of(made),
                enough ? (Double) metric.of(halves) : null,
                real.count(),
                generated.count(),
                extractor,
                note(metric, real, generated, enough)));
      }
    }
  }

  private static String note(Metric metric, FeatureSet real, FeatureSet generated, boolean enough) {
    var notes = new StringJoiner("; ");
    if (metric == Metric.FID && Math.min(real.count(), generated.count()) <= real.width()) {
      notes.add("fewer images than features: biased upward; read kid, which is not");
    }
    if (!enough) {
      notes.add("too few real images for a score of one half against the other");
    }
    return notes.toString();
  }
}
