package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.model.BadOutputException;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.quality.duplicate.LumaThumbnail;
import dev.variegate.quality.duplicate.Registration;
import dev.variegate.stage.check.Gate;
import dev.variegate.stage.duplicate.KnownFeatures;
import dev.variegate.stage.duplicate.KnownImages;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The scores that the gates of a plan ask for, by their names:
 *
 * <ul>
 *   <li>those of {@link ImageStatistics}, such as {@code sharpness} and {@code brightness};
 *   <li>{@code prediction}, the likeliest class by a classifier, {@code confidence}, its
 *       probability, and {@code label-probability}, that of the image's own class;
 *   <li>{@code score}, by a network that scores the image, maybe as one of its class, or its
 *       features by the classifier;
 *   <li>{@code training-distance}, that of its features to those of the nearest image of training
 *       of its class, see {@link KnownFeatures};
 *   <li>{@code similarity} to the source image, see {@link Registration#similarity};
 *   <li>{@code training-similarity} and {@code held-out-similarity}, those to the most alike image
 *       of training and outside of it, see {@link KnownImages};
 *   <li>{@code sample-similarity} to the most alike image that the plan makes, which is known when
 *       all are made, see {@link KnownDraws}.
 * </ul>
 */
public final class ImageScores implements AutoCloseable {

  private static final String CLASSIFIER = "classifier";

  private final Optional<ImageJudge> judge;
  private final KnownImages known;
  private final Optional<KnownFeatures.Distances> distances;

  ImageScores(Optional<ImageJudge> judge, KnownImages known, Optional<KnownFeatures> features) {
    this.judge = judge;
    this.known = known;
    this.distances = features.map(KnownFeatures::open);
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

  /** What is done once for an image, for all gates that need it: to classify it, for instance. */
  String work(Gate gate) {
    if (GateRules.needsClassifier(gate) || scoresFeatures(gate)) {
      return CLASSIFIER;
    }
    return GateRules.STATISTICS.contains(gate.column()) ? "statistics" : gate.column();
  }

  private boolean scoresFeatures(Gate gate) {
    return GateRules.needsScorer(gate) && judge.orElseThrow().scoresFeatures();
  }

  /** How many images fill a run of the networks; 1 without any. */
  public int batch() {
    return judge.map(ImageJudge::batch).orElse(1);
  }

  /**
   * The same image, of which the classifier is known to say this.
   *
   * @param probabilities of its classes
   */
  public Judged classified(Judged image, double[] probabilities, float[] features) {
    var labels = judge.orElseThrow().classifier().labels();
    image.classified = Optional.of(new ClassScores(labels, probabilities, features));
    return image;
  }

  /** Adds the score that a gate asks for where it is missing. */
  public void add(Gate gate, List<Judged> images) {
    var lacking = images.stream().filter(of -> !of.scores.containsKey(gate.column())).toList();
    if (GateRules.needsClassifier(gate) || scoresFeatures(gate)) {
      classify(lacking.stream().filter(of -> of.classified.isEmpty()).toList());
      var classified = lacking.stream().filter(of -> of.classified.isPresent()).toList();
      if (GateRules.needsScorer(gate)) {
        scoreFeatures(classified);
      } else {
        classified.forEach(of -> put(gate, of.classified.get(), of));
      }
    } else if (GateRules.needsScorer(gate)) {
      scoreImages(lacking);
    } else if (GateRules.needsSource(gate)) {
      lacking.forEach(ImageScores::compare);
    } else if (GateRules.needsKnownImages(gate)) {
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
    made.scores.put(GateRules.SIMILARITY, Registration.similarity(made.thumbnail(), source));
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

  private void scoreFeatures(List<Judged> images) {
    var network = judge.orElseThrow();
    score(
        images,
        some -> network.score(some.stream().map(of -> of.classified.orElseThrow()).toList()));
  }

  private void scoreImages(List<Judged> images) {
    var network = judge.orElseThrow();
    score(
        images,
        some ->
            network.scoreImages(
                some.stream().map(of -> of.image).toList(),
                some.stream().map(of -> of.label).toList()));
  }

  private static void score(List<Judged> images, Function<List<Judged>, List<Double>> network) {
    each(
        images,
        some -> {
          var given = network.apply(some);
          for (int i = 0; i < given.size(); i++) {
            some.get(i).scores.put(GateRules.SCORE, given.get(i));
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
    if (gate.column().equals(GateRules.CONFIDENCE)) {
      image.scores.put(
          GateRules.CONFIDENCE, Arrays.stream(given.probabilities()).max().orElseThrow());
      return;
    }
    if (GateRules.needsKnownFeatures(gate)) {
      distances
          .orElseThrow()
          .of(image.label, given.features())
          .ifPresent(distance -> image.scores.put(KnownFeatures.DISTANCE, distance));
      return;
    }
    var model = judge.orElseThrow().classifier();
    int label = model.labelIndex(image.label);
    image.scores.put(GateRules.PREDICTION, given.label());
    image.scores.put(GateRules.LABEL, model.labels().get(label));
    image.scores.put(GateRules.LABEL_PROBABILITY, given.probabilities()[label]);
  }

  @Override
  public void close() {
    judge.ifPresent(ImageJudge::close);
  }
}
