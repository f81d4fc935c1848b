package dev.variegate.stage.method;

import dev.variegate.base.DidYouMean;
import dev.variegate.image.Image;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.quality.duplicate.Registration;
import dev.variegate.stage.check.Gate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The scores that the gates of a plan ask for, by their names:
 *
 * <ul>
 *   <li>those of {@link ImageStatistics}, such as {@code sharpness} and {@code brightness};
 *   <li>{@code prediction}, the likeliest class by a classifier, {@code confidence}, its
 *       probability, and {@code label-probability}, that of the image's own class;
 *   <li>{@code similarity} to the source image, see {@link Registration#similarity}.
 * </ul>
 */
public final class ImageScores implements AutoCloseable {

  static final String PREDICTION = "prediction";
  static final String LABEL = "label";

  private static final String SIMILARITY = "similarity";
  private static final String CONFIDENCE = "confidence";
  private static final String LABEL_PROBABILITY = "label-probability";
  private static final List<String> STATISTICS =
      Arrays.stream(ImageStatistics.class.getRecordComponents()).map(c -> c.getName()).toList();
  private static final List<String> CLASSIFIED = List.of(CONFIDENCE, LABEL_PROBABILITY);

  private final Optional<Classifier> classifier;

  ImageScores(Optional<Classifier> classifier) {
    this.classifier = classifier;
  }

  /**
   * An image that is judged.
   *
   * @param source that it was made of, if any
   * @param label the class that it counts for
   * @param scores that were asked for so far
   */
  public record Judged(
      Image image, Optional<Supplier<Image>> source, String label, Map<String, Object> scores) {

    Judged(Image image, Optional<Supplier<Image>> source, String label) {
      this(image, source, label, new LinkedHashMap<>());
    }
  }

  /**
   * Refuses a gate of other scores.
   *
   * @throws IllegalArgumentException that names the scores
   */
  static void require(Gate gate) {
    if (gate.comparesColumns()) {
      if (!gate.column().equals(PREDICTION) || !gate.value().equals(LABEL)) {
        throw new IllegalArgumentException(
            "Gate \"%s\" compares scores but must be \"prediction = label\"; correct it"
                .formatted(gate.text()));
      }
      return;
    }
    var numbers = Stream.of(STATISTICS, CLASSIFIED, List.of(SIMILARITY)).flatMap(List::stream);
    var known = numbers.toList();
    if (!known.contains(gate.column())) {
      throw new IllegalArgumentException(
          "Gate \"%s\" asks for the score \"%s\", which images do not have; %s"
              .formatted(gate.text(), gate.column(), DidYouMean.among(gate.column(), known)));
    }
    if (gate.column().equals(SIMILARITY) && gate.quantile().isPresent()) {
      throw new IllegalArgumentException(
          "Gate \"%s\" takes a quantile of the similarity of real images to their sources, which they do not have; give a number"
              .formatted(gate.text()));
    }
  }

  /** Whether a classifier says what the gate asks for. */
  static boolean areOfClassifier(Gate gate) {
    return gate.column().equals(PREDICTION) || CLASSIFIED.contains(gate.column());
  }

  /** Whether the gate asks for what only images have that were made of others. */
  static boolean areOfSource(Gate gate) {
    return gate.column().equals(SIMILARITY);
  }

  /** Adds the score that a gate asks for, and those that come with it, where they are missing. */
  void add(Gate gate, List<Judged> images) {
    var lacking = images.stream().filter(image -> !has(image, gate)).toList();
    if (lacking.isEmpty()) {
      return;
    }
    if (areOfClassifier(gate)) {
      classify(lacking);
    } else if (areOfSource(gate)) {
      lacking.forEach(ImageScores::compare);
    } else {
      lacking.forEach(image -> image.scores().putAll(statistics(image.image())));
    }
  }

  private static boolean has(Judged image, Gate gate) {
    return image.scores().containsKey(gate.column());
  }

  private static Map<String, Object> statistics(Image image) {
    var statistics = ImageStatistics.of(image);
    var scores = new LinkedHashMap<String, Object>();
    for (var component : ImageStatistics.class.getRecordComponents()) {
      try {
        scores.put(
            component.getName(),
            ((Number) component.getAccessor().invoke(statistics)).doubleValue());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return scores;
  }

  private static void compare(Judged image) {
    var source = LumaThumbnail.of(image.source().orElseThrow().get());
    image
        .scores()
        .put(SIMILARITY, Registration.similarity(LumaThumbnail.of(image.image()), source));
  }

  private void classify(List<Judged> images) {
    var judge = classifier.orElseThrow();
    var entering = new ArrayList<Image>();
    try {
      images.forEach(image -> entering.add(judge.fitted(image.image())));
      var given = judge.classify(entering);
      for (int i = 0; i < given.size(); i++) {
        put(given.get(i), judge.model().labelIndex(images.get(i).label()), images.get(i));
      }
    } finally {
      entering.forEach(Image::close);
    }
  }

  private void put(ClassScores given, int label, Judged image) {
    var probabilities = given.probabilities();
    image.scores().put(PREDICTION, given.label());
    image.scores().put(CONFIDENCE, Arrays.stream(probabilities).max().orElseThrow());
    image.scores().put(LABEL_PROBABILITY, probabilities[label]);
    image.scores().put(LABEL, classifier.orElseThrow().model().labels().get(label));
  }

  @Override
  public void close() {
    classifier.ifPresent(Classifier::close);
  }
}
