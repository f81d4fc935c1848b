package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.quality.ClassScores;
import dev.variegate.quality.Classifier;
import dev.variegate.quality.ScoreHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The networks that gates ask about images: a classifier, and what scores its features. */
final class ImageJudge implements AutoCloseable {

  /** One thread for the same bits, however many a task may use. */
  private static final ComputeOptions COMPUTE = ComputeOptions.threads(1);

  private final Classifier classifier;
  private final Optional<ScoreHead> head;

  private ImageJudge(Classifier classifier, Optional<ScoreHead> head) {
    this.classifier = classifier;
    this.head = head;
  }

  /**
   * Refuses networks that do not fit each other, on the driver.
   *
   * @param models the classifier's, and that of what scores its features, if any
   */
  static void require(List<ModelAddress> models) {
    if (models.size() > 1) {
      var classifier = models.get(0).open().description();
      if (classifier.output(Features.class).isEmpty()) {
        throw new IllegalArgumentException(
            "Gate asks for score, but model %s gives no features; describe them in its bundle, or take another model"
                .formatted(classifier.title()));
      }
    }
  }

  /** Opens them; empty where gates ask none. */
  static Optional<ImageJudge> open(List<ModelAddress> models) {
    if (models.isEmpty()) {
      return Optional.empty();
    }
    var classifier = Classifier.open(models.get(0).open(), COMPUTE);
    try {
      var head = models.stream().skip(1).findFirst();
      return Optional.of(
          new ImageJudge(classifier, head.map(model -> ScoreHead.open(model.open(), COMPUTE))));
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  ModelDescription classifier() {
    return classifier.model();
  }

  /** What the classifier says of each image, in order; they stay open. */
  List<ClassScores> classify(List<Image> images) {
    var entering = new ArrayList<Image>();
    try {
      images.forEach(image -> entering.add(classifier.fitted(image)));
      return classifier.classify(entering);
    } finally {
      entering.forEach(Image::close);
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
    try (classifier) {
      head.ifPresent(ScoreHead::close);
    }
  }
}
