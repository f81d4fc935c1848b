package dev.variegate.quality;

import dev.variegate.generate.Capability;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Label;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Scores images with one number each, by a network that looks at them itself: a log-likelihood, a
 * quality, a probability; of the image alone, or of the image as one of a class.
 *
 * <p>Every run has the bundle's batch, so that a neighbor changes no score. Thread-safe; closed by
 * whoever opened it.
 */
public final class ImageScorer implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final ImageInput input;
  private final Optional<TensorDescription> label;
  private final TensorDescription score;

  private ImageScorer(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.input = new ImageInput(model);
    this.label = model.input(Label.class);
    this.score = model.output(Score.class).orElseThrow();
  }

  /** Whether a model that scores looks at images, and not at features of them. */
  public static boolean fits(ModelDescription model) {
    return Capability.of(model).contains(Capability.SCORE) && model.input(Pixels.class).isPresent();
  }

  /**
   * Opens the scorer of a bundle; its network is shared with all others of this JVM.
   *
   * @param compute what it runs on; one thread of a processor for the same bits everywhere
   * @throws UnsupportedOperationException if the model does not score images
   */
  public static ImageScorer open(ModelBundle bundle, ComputeOptions compute) {
    Capability.SCORE.requireOf(bundle.description());
    requireImages(bundle.description());
    var network = ModelCache.lease(bundle, NetworkRole.SCORER, compute);
    try {
      return new ImageScorer(bundle.description(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /**
   * Refuses a model that scores features.
   *
   * @throws UnsupportedOperationException naming the model
   */
  public static void requireImages(ModelDescription model) {
    if (!fits(model)) {
      throw new UnsupportedOperationException(
          "Model %s scores features but must score images; take another model"
              .formatted(model.title()));
    }
  }

  public ModelDescription model() {
    return model;
  }

  /** The image as the network takes it, as {@link Classifier#fitted} has it. */
  public Image fitted(Image image) {
    return input.fitted(image);
  }

  /**
   * A score for each fitted image, in order.
   *
   * @param classes of the images, by name or index; not looked at by a network that takes none
   * @throws IllegalArgumentException if an image has another size or other channels than the
   *     network takes, or a class that it does not know
   * @throws dev.variegate.model.BadOutputException if a score is not finite
   */
  public List<Double> score(List<Image> images, List<String> classes) {
    var scores = new ArrayList<Double>();
    for (int from = 0; from < images.size(); from += model.batch()) {
      int to = Math.min(images.size(), from + model.batch());
      var inputs = new HashMap<>(input.tensor(images.subList(from, to)));
      if (label.isPresent()) {
        inputs.put(label.get().name(), indexes(classes.subList(from, to)));
      }
      var made = network.run(inputs, to - from).get(score.name());
      for (int i = 0; i < to - from; i++) {
        scores.add((double) made.row(i)[0]);
      }
    }
    return scores;
  }

  /**
   * A score for each fitted image as one of each class, in the order of the model's labels.
   *
   * @throws IllegalArgumentException if the network takes no class
   */
  public List<double[]> scoreAsEachClass(List<Image> images) {
    var labels = model.labels();
    if (label.isEmpty()) {
      throw new IllegalArgumentException(
          "Model %s takes no class but must take one for the probability of each; take one that was trained with classes"
              .formatted(model.title()));
    }
    var scores = images.stream().map(image -> new double[labels.size()]).toList();
    for (int i = 0; i < labels.size(); i++) {
      var ofClass = score(images, Collections.nCopies(images.size(), labels.get(i)));
      for (int image = 0; image < ofClass.size(); image++) {
        scores.get(image)[i] = ofClass.get(image);
      }
    }
    return scores;
  }

  private Tensor indexes(List<String> classes) {
    var indexes = new long[model.batch()];
    for (int i = 0; i < classes.size(); i++) {
      indexes[i] = model.askedLabel(classes.get(i));
    }
    return Tensor.of(indexes, model.batch());
  }

  @Override
  public void close() {
    network.close();
  }
}
