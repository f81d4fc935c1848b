package dev.variegate.stage.measure;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.quality.distribution.FrechetDistance;
import dev.variegate.quality.distribution.NeighborScores;
import dev.variegate.quality.distribution.VendiScore;
import java.util.function.ToDoubleFunction;

/** A score of generated images beside real ones. */
public enum Metric {
  /** See {@link FrechetDistance}. */
  FID(false, SetComparison::fid),
  /** See {@link NeighborScores#kid}. */
  KID(false, of(NeighborScores::kid)),
  /** See {@link NeighborScores#precision}. */
  PRECISION(true, of(NeighborScores::precision)),
  /** See {@link NeighborScores#recall}. */
  RECALL(true, of(NeighborScores::recall)),
  /** See {@link NeighborScores#density}. */
  DENSITY(true, of(NeighborScores::density)),
  /** See {@link NeighborScores#coverage}. */
  COVERAGE(true, of(NeighborScores::coverage)),
  /** See {@link NeighborScores#authenticity}. */
  AUTHENTICITY(true, of(NeighborScores::authenticity)),
  /** See {@link NeighborScores#nearest}. */
  NEAREST(true, of(NeighborScores::nearest)),
  /** See {@link VendiScore}. */
  VENDI(true, SetComparison::vendi),
  /** See {@link LabelScores#agreement}. */
  LABEL_AGREEMENT(true, comparison -> comparison.labels().agreement().getAsDouble()),
  /** See {@link LabelScores#accuracy}. */
  CLASSIFICATION_ACCURACY(true, comparison -> comparison.labels().accuracy().getAsDouble()),
  /** See {@link LabelScores#reverse}. */
  REVERSE_ACCURACY(true, comparison -> comparison.labels().reverse().getAsDouble());

  private final boolean isLargerBetter;

  @SuppressWarnings("ImmutableEnumChecker") // a method of another class
  private final ToDoubleFunction<SetComparison> score;

  Metric(boolean isLargerBetter, ToDoubleFunction<SetComparison> score) {
    this.isLargerBetter = isLargerBetter;
    this.score = score;
  }

  private static ToDoubleFunction<SetComparison> of(ToDoubleFunction<NeighborScores> score) {
    return comparison -> score.applyAsDouble(comparison.neighbors());
  }

  public static Metric parse(String word, String param) {
    return Choice.parse(Metric.class, word, param);
  }

  public boolean isLargerBetter() {
    return isLargerBetter;
  }

  double of(SetComparison comparison) {
    return score.applyAsDouble(comparison);
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
