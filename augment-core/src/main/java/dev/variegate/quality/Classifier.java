package dev.variegate.quality;

import dev.variegate.generate.Capability;
import dev.variegate.image.Image;
import dev.variegate.model.BadOutputException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Form;
import dev.variegate.model.TensorRole.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scores images against the classes of a bundle, as judges of samples do.
 *
 * <p>Every run has the bundle's batch, so that a neighbor changes no score. Thread-safe; closed by
 * whoever opened it.
 */
public final class Classifier implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription scores;
  private final Optional<TensorDescription> features;
  private final ImageInput images;

  private Classifier(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.scores = model.output(Scores.class).orElseThrow();
    this.features = model.output(Features.class);
    this.images = new ImageInput(model);
  }

  /**
   * Opens the classifier of a bundle; its network is shared with all others of this JVM.
   *
   * @param compute what it runs on; one thread of a processor for the same bits everywhere
   * @throws UnsupportedOperationException if the model is not a classifier
   */
  public static Classifier open(ModelBundle bundle, ComputeOptions compute) {
    Capability.CLASSIFY.requireOf(bundle.description());
    var network = ModelCache.lease(bundle, NetworkRole.CLASSIFIER, compute);
    try {
      return new Classifier(bundle.description(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Opens the classifier of a bundle on the processor. */
  public static Classifier open(ModelBundle bundle, int threads) {
    return open(bundle, ComputeOptions.threads(threads));
  }

  public ModelDescription model() {
    return model;
  }

  /**
   * The image as the network takes it, which the caller closes: colors become gray or gray becomes
   * colors, and another size is scaled by anti-aliased cubic convolution.
   */
  public Image fitted(Image image) {
    return images.fitted(image);
  }

  /**
   * Scores for each image, in order.
   *
   * @throws IllegalArgumentException if an image has another size or other channels than the
   *     network takes
   */
  public List<ClassScores> classify(List<Image> entering) {
    var classified = new ArrayList<ClassScores>();
    for (int from = 0; from < entering.size(); from += model.batch()) {
      var batch = entering.subList(from, Math.min(entering.size(), from + model.batch()));
      var made = network.run(images.tensor(batch), batch.size());
      for (int i = 0; i < batch.size(); i++) {
        classified.add(scores(made, i));
      }
    }
    return classified;
  }

  private ClassScores scores(Map<String, Tensor> made, int row) {
    var form = ((Scores) scores.meaning()).form();
    return new ClassScores(
        model.labels(),
        probabilities(made.get(scores.name()).row(row), form),
        features.map(output -> made.get(output.name()).row(row)).orElse(new float[0]));
  }

  static double[] probabilities(float[] scores, Form form) {
    var probabilities = new double[scores.length];
    double highest = Double.NEGATIVE_INFINITY;
    for (float score : scores) {
      highest = Math.max(highest, score);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      // Less the highest, so that no logit overflows.
      probabilities[i] =
          form == Form.PROBABILITIES ? scores[i] : StrictMath.exp(scores[i] - highest);
      sum += probabilities[i];
    }
    if (!(sum > 0)) {
      throw new BadOutputException(
          "Scores are %s but must be probabilities with a sum above 0; give them the form \"logits\" if the network ends before its softmax"
              .formatted(Arrays.toString(scores)));
    }
    for (int i = 0; i < scores.length; i++) {
      probabilities[i] /= sum;
    }
    return probabilities;
  }

  @Override
  public void close() {
    network.close();
  }
}
