package dev.variegate.quality;

import dev.variegate.generate.Capability;
import dev.variegate.image.Image;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Pixels;
import dev.variegate.model.TensorRole.Score;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores images with one number each, by a network that looks at them itself: a log-likelihood, a
 * quality, a probability.
 *
 * <p>Every run has the bundle's batch, so that a neighbor changes no score. Thread-safe; closed by
 * whoever opened it.
 */
public final class ImageScorer implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final ImageInput input;
  private final TensorDescription score;

  private ImageScorer(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.input = new ImageInput(model);
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

  private static void requireImages(ModelDescription model) {
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
   * @throws IllegalArgumentException if an image has another size or other channels than the
   *     network takes
   * @throws dev.variegate.model.BadOutputException if a score is not finite
   */
  public List<Double> score(List<Image> images) {
    var scores = new ArrayList<Double>();
    for (int from = 0; from < images.size(); from += model.batch()) {
      var batch = images.subList(from, Math.min(images.size(), from + model.batch()));
      var made = network.run(input.tensor(batch), batch.size()).get(score.name());
      for (int i = 0; i < batch.size(); i++) {
        scores.add((double) made.row(i)[0]);
      }
    }
    return scores;
  }

  @Override
  public void close() {
    network.close();
  }
}
