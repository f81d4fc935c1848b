package dev.variegate.benchmarks.modelcard;

import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one class: made images beside as many held-out real ones.
 *
 * @param madeFraction fraction of made images that the classifier confirms
 * @param realFraction the same of held-out real images
 * @param pixelDiversity mean distance between two made images over that between two real ones
 * @param featureDiversity the same in the classifier's features
 * @param made distances of made images to the training images of the class
 * @param real distances of held-out real images to them
 */
record ClassReport(
    String label,
    double madeFraction,
    double realFraction,
    double pixelDiversity,
    double featureDiversity,
    NearestNeighbors made,
    NearestNeighbors real) {

  static final String HEAD =
      """
      | class | made: confirmed | real: confirmed | diversity, pixels | diversity, features | nearest: made, 1% / median | nearest: real, 1% / median |
      | --- | --- | --- | --- | --- | --- | --- |
      """;

  static ClassReport of(
      ClassImages made, ClassImages heldOut, ClassImages training, Classifier classifier) {
    var madeScores = made.scores(classifier);
    var realScores = heldOut.scores(classifier);
    return new ClassReport(
        made.label(),
        fraction(made.label(), madeScores),
        fraction(made.label(), realScores),
        Diversity.meanPairwise(made.vectors()) / Diversity.meanPairwise(heldOut.vectors()),
        Diversity.meanPairwise(features(madeScores)) / Diversity.meanPairwise(features(realScores)),
        NearestNeighbors.of(made.vectors(), training.vectors()),
        NearestNeighbors.of(heldOut.vectors(), training.vectors()));
  }

  private static double fraction(String label, List<ClassScores> scores) {
    return LabelFidelity.of(Collections.nCopies(scores.size(), label), scores).overall();
  }

  private static List<float[]> features(List<ClassScores> scores) {
    return scores.stream().map(ClassScores::features).toList();
  }

  /** One line of the table below {@link #HEAD}. */
  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f%% | %.1f%% | %.2f | %.2f | %.2f / %.2f | %.2f / %.2f |%n",
        label,
        100 * madeFraction,
        100 * realFraction,
        pixelDiversity,
        featureDiversity,
        made.quantile(0.01),
        made.quantile(0.5),
        real.quantile(0.01),
        real.quantile(0.5));
  }
}
