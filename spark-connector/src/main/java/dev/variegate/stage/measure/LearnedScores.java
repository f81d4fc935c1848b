package dev.variegate.stage.measure;

import dev.variegate.base.Lazy;
import java.util.Optional;

/** What classifiers say of the labels of images, each trained once for all classes. */
final class LearnedScores {

  private final LabeledFeatures features;
  private final Lazy<ClassAccuracies> accuracies;
  private final Lazy<ClassAccuracies> reverse;
  private final Lazy<ClassAccuracies> real;

  LearnedScores(LabeledFeatures features) {
    this.features = features;
    this.accuracies = new Lazy<>(features::accuracies);
    this.reverse = new Lazy<>(features::reverseAccuracies);
    this.real = new Lazy<>(features::realAccuracies);
  }

  /** Of the generated images of a class beside the real ones; empty for all classes. */
  LabelScores ofGenerated(Optional<String> label) {
    return new LabelScores(
        () -> features.confirmed(label, true),
        () -> accuracies.get().of(label),
        () -> reverse.get().of(label));
  }

  /** Of the real images of a class, one half beside the other. */
  LabelScores ofReal(Optional<String> label) {
    return new LabelScores(
        () -> features.confirmed(label, false),
        () -> real.get().of(label),
        () -> real.get().of(label));
  }
}
