package dev.variegate.stage.measure;

import dev.variegate.base.Lazy;
import dev.variegate.quality.distribution.Neighbors;
import java.util.List;
import java.util.Optional;

/** The images of a class, real and generated ones; each set is made when a measure asks for it. */
final class FeatureSets implements AutoCloseable {

  private final Lazy<FeatureSet> real;
  private final Lazy<FeatureSet> generated;
  private final Lazy<FeatureSet> firstHalf;
  private final Lazy<FeatureSet> secondHalf;
  private final long count;
  private final Neighbors neighbors;

  /**
   * Of a class.
   *
   * @param label empty for all classes
   * @param neighbors of pairwise scores
   */
  FeatureSets(LabeledFeatures features, Optional<String> label, Neighbors neighbors) {
    this.real = new Lazy<>(() -> features.set(label, false));
    this.generated = new Lazy<>(() -> features.set(label, true));
    this.firstHalf = new Lazy<>(() -> real.get().firstHalf());
    this.secondHalf = new Lazy<>(() -> real.get().secondHalf());
    this.count = features.count(label, false);
    this.neighbors = neighbors;
  }

  /** The generated images beside the real ones. */
  SetComparison made(LabelScores labels) {
    return new SetComparison(real, generated, labels, neighbors);
  }

  /** One half of the real images beside the other. */
  SetComparison halves(LabelScores labels) {
    return new SetComparison(firstHalf, secondHalf, labels, neighbors);
  }

  /** Images of the smaller half. */
  long half() {
    return count / 2;
  }

  /** Whether the halves have as many images as the measures need. */
  boolean haveHalves() {
    return half() >= neighbors.fewestImages();
  }

  @Override
  public void close() {
    for (var set : List.of(firstHalf, secondHalf, generated, real)) {
      set.found().ifPresent(FeatureSet::close);
    }
  }
}
