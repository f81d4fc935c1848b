package dev.variegate.job.check;

import dev.variegate.base.ConfigNode;
import dev.variegate.quality.source.SourceCheck;
import dev.variegate.stage.SourceAudit;
import dev.variegate.stage.param.CheckThresholds;
import java.util.List;
import java.util.Optional;

/**
 * The section {@code audit} of a job file: what its training images are checked for.
 *
 * @param thresholds of the checks that are not as usual, as JSON
 * @param minSimilarity of near-duplicates, 0.9 to 1
 * @param features column of the input that labels are checked by; empty: the pixels
 * @param path folder where what is found is written as Parquet, if anywhere
 */
public record AuditSection(
    String thresholds, double minSimilarity, Optional<String> features, Optional<String> path) {

  public static final List<String> KEYS =
      List.of("thresholds", "min-similarity", "features", "path");

  /** Reads it. */
  public static AuditSection read(ConfigNode section) {
    var thresholds = section.at("thresholds");
    var similarity = section.at("min-similarity");
    return new AuditSection(
        thresholds.ifGiven(AuditSection::thresholds).orElse("{}"),
        similarity.ifGiven(AuditSection::similarity).orElse(new SourceAudit().getMinSimilarity()),
        section.at("features").ifGiven(ConfigNode::text),
        section.at("path").ifGiven(ConfigNode::text));
  }

  private static String thresholds(ConfigNode given) {
    return given.checked(
        () -> new SourceAudit().setThresholds(given.tree().toString()).getThresholds());
  }

  private static double similarity(ConfigNode given) {
    double value = given.number();
    return given.checked(() -> new SourceAudit().setMinSimilarity(value).getMinSimilarity());
  }

  /** What of it decides the output. */
  public String decisive() {
    return List.of(thresholds, minSimilarity, features).toString();
  }

  boolean checks(SourceCheck check) {
    return CheckThresholds.parse(thresholds).has(check);
  }

  SourceAudit stage() {
    var stage = new SourceAudit().setThresholds(thresholds).setMinSimilarity(minSimilarity);
    features.ifPresent(stage::setFeaturesCol);
    return stage;
  }
}
