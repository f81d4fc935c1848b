package dev.variegate.benchmarks.modelcard;

import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one class: made pictures beside as many held-out real ones.
 *
 * @param madeShare share of made pictures that the classifier confirms
 * @param realShare the same of held-out real pictures
 * @param pixelDiversity mean distance between two made pictures over that between two real ones
 * @param featureDiversity the same in the classifier's features
 * @param made distances of made pictures to the training pictures of the class
 * @param real distances of held-out real pictures to them
 */
record ClassReport(
    String label,
    double madeShare,
    double realShare,
    double pixelDiversity,
    double featureDiversity,
    NearestNeighbours made,
    NearestNeighbours real) {

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
        share(made.label(), madeScores),
        share(made.label(), realScores),
        Diversity.meanPairwise(made.vectors()) / Diversity.meanPairwise(heldOut.vectors()),
        Diversity.meanPairwise(features(madeScores)) / Diversity.meanPairwise(features(realScores)),
        NearestNeighbours.of(made.vectors(), training.vectors()),
        NearestNeighbours.of(heldOut.vectors(), training.vectors()));
  }

  private static double share(String label, List<ClassScores> scores) {
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
        100 * madeShare,
        100 * realShare,
        pixelDiversity,
        featureDiversity,
        made.quantile(0.01),
        made.quantile(0.5),
        real.quantile(0.01),
        real.quantile(0.5));
  }
}
