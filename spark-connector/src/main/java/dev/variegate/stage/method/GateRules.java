package dev.variegate.stage.method;

import dev.variegate.base.DidYouMean;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.ImageStatistics.Property;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.duplicate.KnownImages;
import java.util.List;
import java.util.stream.Stream;

/** The names of the scores that gates of a plan ask for, and what each needs. */
final class GateRules {

  static final String PREDICTION = "prediction";
  static final String LABEL = "label";

  static final String SIMILARITY = "similarity";
  static final String CONFIDENCE = "confidence";
  static final String LABEL_PROBABILITY = "label-probability";
  static final List<String> STATISTICS =
      ImageStatistics.PROPERTIES.stream().map(Property::name).toList();
  private static final List<String> CLASSIFIED = List.of(CONFIDENCE, LABEL_PROBABILITY);
  private static final String SAMPLES = "sample-similarity";
  static final String SCORE = "score";
  private static final List<String> NUMBERS =
      Stream.of(
              STATISTICS,
              CLASSIFIED,
              List.of(SCORE, KnownFeatures.DISTANCE, SIMILARITY),
              KnownImages.SCORES,
              List.of(SAMPLES))
          .flatMap(List::stream)
          .toList();

  private GateRules() {}

  /**
   * Refuses a gate of other scores.
   *
   * @throws IllegalArgumentException that names the scores
   */
  static void require(Gate gate) {
    if (gate.other().isPresent()) {
      if (!gate.column().equals(PREDICTION) || !gate.other().get().equals(LABEL)) {
        throw new IllegalArgumentException(
            "Gate \"%s\" compares scores but must be \"prediction = label\"; correct it"
                .formatted(gate.text()));
      }
      return;
    }
    if (!NUMBERS.contains(gate.column())) {
      throw new IllegalArgumentException(
          "Gate \"%s\" asks for the score \"%s\", which images do not have; %s"
              .formatted(gate.text(), gate.column(), DidYouMean.among(gate.column(), NUMBERS)));
    }
    boolean looksUp = needsKnownImages(gate) || comparesSamples(gate);
    if (looksUp && (gate.quantile().isPresent() || !gate.sign().equals("<="))) {
      throw new IllegalArgumentException(
          "Gate \"%s\" must be \"%s <= NUMBER\", for images that are no near-duplicates may score 0; correct it"
              .formatted(gate.text(), gate.column()));
    }
    if (gate.column().equals(SIMILARITY) && gate.quantile().isPresent()) {
      throw new IllegalArgumentException(
          "Gate \"%s\" takes a quantile of the similarity of real images to their sources, which they do not have; give a number"
              .formatted(gate.text()));
    }
  }

  /** Whether a classifier says what the gate asks for, beside what scores its features. */
  static boolean needsClassifier(Gate gate) {
    return gate.column().equals(PREDICTION)
        || CLASSIFIED.contains(gate.column())
        || needsKnownFeatures(gate);
  }

  /** Whether the gate asks what scores images or their features. */
  static boolean needsScorer(Gate gate) {
    return gate.column().equals(SCORE);
  }

  /** Whether the gate asks a classifier for the image's own class. */
  static boolean needsClass(Gate gate) {
    return gate.column().equals(PREDICTION) || gate.column().equals(LABEL_PROBABILITY);
  }

  /** Whether the gate asks for what only images have that were made of others. */
  static boolean needsSource(Gate gate) {
    return gate.column().equals(SIMILARITY);
  }

  /** Whether the gate compares with images that are known before a plan makes any. */
  static boolean needsKnownImages(Gate gate) {
    return KnownImages.SCORES.contains(gate.column());
  }

  /** Whether the gate compares with features of the images of training. */
  static boolean needsKnownFeatures(Gate gate) {
    return gate.column().equals(KnownFeatures.DISTANCE);
  }

  /** Whether the gate compares the images that a plan makes with each other. */
  static boolean comparesSamples(Gate gate) {
    return gate.column().equals(SAMPLES);
  }
}
