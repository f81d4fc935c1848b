package dev.variegate.stage.method;

import dev.variegate.generate.Capability;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.quality.ImageScorer;
import dev.variegate.quality.ScoreHead;
import dev.variegate.stage.duplicate.KnownFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The networks that gates ask about images: a classifier, and what scores images or features. */
final class ImageJudge implements AutoCloseable {

  /** One thread for the same bits, however many a task may use. */
  private static final ComputeOptions COMPUTE = ComputeOptions.threads(1);

  private final Optional<Classifier> classifier;
  private final Optional<ScoreHead> head;
  private final Optional<ImageScorer> scorer;

  private ImageJudge(
      Optional<Classifier> classifier, Optional<ScoreHead> head, Optional<ImageScorer> scorer) {
    this.classifier = classifier;
    this.head = head;
    this.scorer = scorer;
  }

  /**
   * Refuses networks that do not fit each other or the gates, on the driver.
   *
   * @param models the classifier's, and that of what scores images or features, if any
   */
  static void require(MethodGate gate, List<ModelAddress> models) {
    var described = models.stream().map(model -> model.open().description()).toList();
    var classifier = described.stream().filter(ImageJudge::classifies).findFirst();
    var scorer = described.stream().filter(model -> !classifies(model)).findFirst();
    var ofFeatures = scorer.filter(model -> !ImageScorer.fits(model));
    if (ofFeatures.isPresent() && classifier.isEmpty()) {
      throw new IllegalArgumentException(
          "Gate asks for score, and model %s scores features, but no model makes them; give model the address of the classifier whose features it takes"
              .formatted(ofFeatures.get().title()));
    }
    if (scorer.isPresent() && ofFeatures.isEmpty() && !gate.classifies()) {
      classifier.ifPresent(ImageJudge::refuseNeedless);
    }
    if (ofFeatures.isPresent()) {
      classifier.ifPresent(model -> requireFeatures(model, "score"));
    }
    if (gate.needsKnownFeatures()) {
      classifier.ifPresent(model -> requireFeatures(model, KnownFeatures.DISTANCE));
    }
  }

  /** Whether gates ask a network about the class of an image. */
  static boolean asksClass(MethodGate gate, ModelDescription model) {
    return classifies(model) ? gate.needsClasses() : model.label().isPresent();
  }

  private static boolean classifies(ModelDescription model) {
    return Capability.of(model).contains(Capability.CLASSIFY);
  }

  private static void refuseNeedless(ModelDescription classifier) {
    throw new IllegalArgumentException(
        "Gate has model %s, but its scorer scores images and no gate asks a classifier; remove model"
            .formatted(classifier.title()));
  }

  private static void requireFeatures(ModelDescription classifier, String score) {
    if (classifier.output(Features.class).isEmpty()) {
      throw new IllegalArgumentException(
          "Gate asks for %s, but model %s gives no features; describe them in its bundle, or take another model"
              .formatted(score, classifier.title()));
    }
  }

  /** Opens them; empty where gates ask none. */
  static Optional<ImageJudge> open(List<ModelAddress> models) {
    var judge = new ImageJudge(Optional.empty(), Optional.empty(), Optional.empty());
    try {
      for (var model : models) {
        judge = judge.with(model);
      }
    } catch (RuntimeException | Error e) {
      judge.close();
      throw e;
    }
    return models.isEmpty() ? Optional.empty() : Optional.of(judge);
  }

  private ImageJudge with(ModelAddress model) {
    var bundle = model.open();
    if (classifies(bundle.description())) {
      return new ImageJudge(Optional.of(Classifier.open(bundle, COMPUTE)), head, scorer);
    }
    return ImageScorer.fits(bundle.description())
        ? new ImageJudge(classifier, head, Optional.of(ImageScorer.open(bundle, COMPUTE)))
        : new ImageJudge(classifier, Optional.of(ScoreHead.open(bundle, COMPUTE)), scorer);
  }

  ModelDescription classifier() {
    return classifier.orElseThrow().model();
  }

  /** How many images fill a run of the networks that look at them. */
  int batch() {
    return Math.max(
        classifier.map(network -> network.model().batch()).orElse(1),
        scorer.map(network -> network.model().batch()).orElse(1));
  }

  /** Whether what scores images takes their features. */
  boolean scoresFeatures() {
    return head.isPresent();
  }

  /** What the classifier says of each image, in order; they stay open. */
  List<ClassScores> classify(List<Image> images) {
    var entering = fitted(images, classifier.orElseThrow()::fitted);
    try {
      return classifier.get().classify(entering);
    } finally {
      entering.forEach(Image::close);
    }
  }

  /**
   * The score of each image, in order; they stay open.
   *
   * @param classes of the images
   */
  List<Double> scoreImages(List<Image> images, List<String> classes) {
    var entering = fitted(images, scorer.orElseThrow()::fitted);
    try {
      return scorer.get().score(entering, classes);
    } finally {
      entering.forEach(Image::close);
    }
  }

  private static List<Image> fitted(List<Image> images, UnaryOperator<Image> fitting) {
    var fitted = new ArrayList<Image>();
    try {
      images.forEach(image -> fitted.add(fitting.apply(image)));
      return fitted;
    } catch (RuntimeException | Error e) {
      fitted.forEach(Image::close);
      throw e;
    }
  }

  /** The score of the features of each image, in order. */
  List<Double> score(List<ClassScores> classified) {
    return head.orElseThrow().score(classified.stream().map(ImageJudge::features).toList());
  }

  private static double[] features(ClassScores of) {
    var features = of.features();
    var numbers = new double[features.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = features[i];
    }
    return numbers;
  }

  @Override
  public void close() {
    classifier.ifPresent(Classifier::close);
    head.ifPresent(ScoreHead::close);
    scorer.ifPresent(ImageScorer::close);
  }
}
