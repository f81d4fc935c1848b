package dev.variegate.stage.measure;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.quality.distribution.FrechetDistance;
import dev.variegate.quality.distribution.PairwiseScores;
import dev.variegate.quality.distribution.VendiScore;
import java.util.function.ToDoubleFunction;

/** A score of generated images beside real ones. */
public enum Metric {
  /** See {@link FrechetDistance}. */
  FID(false, SetComparison::fid),
  /** See {@link PairwiseScores#kid}. */
  KID(false, of(PairwiseScores::kid)),
  /** See {@link PairwiseScores#precision}. */
  PRECISION(true, of(PairwiseScores::precision)),
  /** See {@link PairwiseScores#recall}. */
  RECALL(true, of(PairwiseScores::recall)),
  /** See {@link PairwiseScores#density}. */
  DENSITY(true, of(PairwiseScores::density)),
  /** See {@link PairwiseScores#coverage}. */
  COVERAGE(true, of(PairwiseScores::coverage)),
  /** See {@link PairwiseScores#authenticity}. */
  AUTHENTICITY(true, of(PairwiseScores::authenticity)),
  /** See {@link PairwiseScores#nearest}. */
  NEAREST(true, of(PairwiseScores::nearest)),
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

  private static ToDoubleFunction<SetComparison> of(ToDoubleFunction<PairwiseScores> score) {
    return comparison -> score.applyAsDouble(comparison.pairwise());
  }

  public static Metric parse(String word, String param) {
    return Choice.parse(Metric.class, word, param);
  }

  public boolean isLargerBetter() {
    return isLargerBetter;
  }

  /** Whether it is about the classes of images. */
  boolean needsLabels() {
    return this == LABEL_AGREEMENT || this == CLASSIFICATION_ACCURACY || this == REVERSE_ACCURACY;
  }

  double of(SetComparison comparison) {
    return score.applyAsDouble(comparison);
  }

  @Override
  public String toString() {
    return KebabCase.kebab(this);
  }
}
