package dev.variegate.stage.method;

import dev.variegate.base.DidYouMean;
import dev.variegate.image.Image;
import dev.variegate.model.BadOutputException;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.ImageStatistics.Property;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.quality.duplicate.Registration;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownImages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The scores that the gates of a plan ask for, by their names:
 *
 * <ul>
 *   <li>those of {@link ImageStatistics}, such as {@code sharpness} and {@code brightness};
 *   <li>{@code prediction}, the likeliest class by a classifier, {@code confidence}, its
 *       probability, and {@code label-probability}, that of the image's own class;
 *   <li>{@code score}, by a network that scores the features of the classifier;
 *   <li>{@code similarity} to the source image, see {@link Registration#similarity};
 *   <li>{@code training-similarity} and {@code held-out-similarity}, those to the most alike image
 *       of training and outside of it, see {@link KnownImages};
 *   <li>{@code sample-similarity} to the most alike image that the plan makes, which is known when
 *       all are made, see {@link KnownDraws}.
 * </ul>
 */
public final class ImageScores implements AutoCloseable {

  static final String PREDICTION = "prediction";
  static final String LABEL = "label";

  private static final String SIMILARITY = "similarity";
  private static final String CONFIDENCE = "confidence";
  private static final String LABEL_PROBABILITY = "label-probability";
  private static final List<String> STATISTICS =
      ImageStatistics.PROPERTIES.stream().map(Property::name).toList();
  private static final List<String> CLASSIFIED = List.of(CONFIDENCE, LABEL_PROBABILITY);
  private static final String SAMPLES = "sample-similarity";
  private static final String SCORE = "score";
  private static final List<String> NUMBERS =
      Stream.of(
              STATISTICS,
              CLASSIFIED,
              List.of(SCORE, SIMILARITY),
              KnownImages.SCORES,
              List.of(SAMPLES))
          .flatMap(List::stream)
          .toList();

  private final Optional<ImageJudge> judge;
  private final KnownImages known;

  ImageScores(Optional<ImageJudge> judge, KnownImages known) {
    this.judge = judge;
    this.known = known;
  }

  /** An image that is judged, and what is known of it. */
  public static final class Judged {
    private final Image image;
    private final Optional<Supplier<Image>> source;
    private final String label;
    private final Map<String, Object> scores = new HashMap<>();
    private Optional<ClassScores> classified = Optional.empty();
    private Optional<byte[]> thumbnail = Optional.empty();

    /**
     * @param source that it was made of, if any
     * @param label the class that it counts for
     */
    public Judged(Image image, Optional<Supplier<Image>> source, String label) {
      this.image = image;
      this.source = source;
      this.label = label;
    }

    public Image image() {
      return image;
    }

    public String label() {
      return label;
    }

    /** The same, before any score was asked for. */
    Judged unscored() {
      return new Judged(image, source, label);
    }

    private byte[] thumbnail() {
      if (thumbnail.isEmpty()) {
        thumbnail = Optional.of(LumaThumbnail.of(image));
      }
      return thumbnail.get();
    }

    /** The scores that were asked for so far; those that cannot be had are missing. */
    public Map<String, Object> scores() {
      return scores;
    }
  }

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

  /** What is done once for an image, for all gates that need it: to classify it, for instance. */
  static String work(Gate gate) {
    if (needsClassifier(gate)) {
      return "classifier";
    }
    return STATISTICS.contains(gate.column()) ? "statistics" : gate.column();
  }

  /** Whether a classifier says what the gate asks for. */
  static boolean needsClassifier(Gate gate) {
    return gate.column().equals(PREDICTION)
        || CLASSIFIED.contains(gate.column())
        || needsScorer(gate);
  }

  /** Whether the gate asks what scores the features of the classifier. */
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

  /** Whether the gate compares the images that a plan makes with each other. */
  static boolean comparesSamples(Gate gate) {
    return gate.column().equals(SAMPLES);
  }

  /** How many images fill a run of the classifier; 1 without one. */
  public int batch() {
    return judge.map(each -> each.classifier().batch()).orElse(1);
  }

  /** Adds the score that a gate asks for where it is missing. */
  public void add(Gate gate, List<Judged> images) {
    var lacking = images.stream().filter(of -> !of.scores.containsKey(gate.column())).toList();
    if (needsClassifier(gate)) {
      classify(lacking.stream().filter(of -> of.classified.isEmpty()).toList());
      var classified = lacking.stream().filter(of -> of.classified.isPresent()).toList();
      if (needsScorer(gate)) {
        score(classified);
      } else {
        classified.forEach(of -> put(gate, of.classified.get(), of));
      }
    } else if (needsSource(gate)) {
      lacking.forEach(ImageScores::compare);
    } else if (needsKnownImages(gate)) {
      lacking.forEach(
          of -> of.scores.put(gate.column(), known.similarity(gate.column(), of.thumbnail())));
    } else {
      lacking.forEach(ImageScores::measure);
    }
  }

  private static void measure(Judged of) {
    var statistics = ImageStatistics.of(of.image);
    ImageStatistics.PROPERTIES.forEach(
        each -> of.scores.put(each.name(), each.of().apply(statistics).doubleValue()));
  }

  private static void compare(Judged made) {
    var source = LumaThumbnail.of(made.source.orElseThrow().get());
    made.scores.put(SIMILARITY, Registration.similarity(made.thumbnail(), source));
  }

  /** Those of which the classifier makes no numbers stay without scores. */
  private void classify(List<Judged> images) {
    each(
        images,
        some -> {
          var given = judge.orElseThrow().classify(some.stream().map(of -> of.image).toList());
          for (int i = 0; i < given.size(); i++) {
            some.get(i).classified = Optional.of(given.get(i));
          }
        });
  }

  private void score(List<Judged> images) {
    each(
        images,
        some -> {
          var given =
              judge.orElseThrow().score(some.stream().map(of -> of.classified.get()).toList());
          for (int i = 0; i < given.size(); i++) {
            some.get(i).scores.put(SCORE, given.get(i));
          }
        });
  }

  /** Asks a network about all, and where it makes no numbers of some, about each by itself. */
  private static void each(List<Judged> images, Consumer<List<Judged>> asking) {
    try {
      asking.accept(images);
    } catch (BadOutputException e) {
      if (images.size() > 1) {
        images.forEach(one -> each(List.of(one), asking));
      }
    }
  }

  private void put(Gate gate, ClassScores given, Judged image) {
    if (gate.column().equals(CONFIDENCE)) {
      image.scores.put(CONFIDENCE, Arrays.stream(given.probabilities()).max().orElseThrow());
      return;
    }
    var model = judge.orElseThrow().classifier();
    int label = model.labelIndex(image.label);
    image.scores.put(PREDICTION, given.label());
    image.scores.put(LABEL, model.labels().get(label));
    image.scores.put(LABEL_PROBABILITY, given.probabilities()[label]);
  }

  @Override
  public void close() {
    judge.ifPresent(ImageJudge::close);
  }
}
