package dev.variegate.quality;

import dev.variegate.generate.Capability;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelCache;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.TensorRole.Features;
import dev.variegate.model.TensorRole.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scores images by their features, with one number each, as a small network on top of another does:
 * an aesthetic score, a quality, a probability.
 *
 * <p>Every run has the bundle's batch, so that a neighbor changes no score. Thread-safe; closed by
 * whoever opened it.
 */
public final class ScoreHead implements AutoCloseable {

  private final ModelDescription model;
  private final Network network;
  private final TensorDescription input;
  private final TensorDescription score;
  private final int width;

  private ScoreHead(ModelDescription model, Network network) {
    this.model = model;
    this.network = network;
    this.input = model.input(Features.class).orElseThrow();
    this.score = model.output(Score.class).orElseThrow();
    this.width = Math.toIntExact(input.shape().stream().skip(1).reduce(1L, Math::multiplyExact));
  }

  /**
   * Opens the scorer of a bundle; its network is shared with all others of this JVM.
   *
   * @param compute what it runs on; one thread of a processor for the same bits everywhere
   * @throws UnsupportedOperationException if the model does not score features
   */
  public static ScoreHead open(ModelBundle bundle, ComputeOptions compute) {
    Capability.SCORE.requireOf(bundle.description());
    requireFeatures(bundle.description());
    var network = ModelCache.lease(bundle, NetworkRole.SCORER, compute);
    try {
      return new ScoreHead(bundle.description(), network);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private static void requireFeatures(ModelDescription model) {
    if (model.input(Features.class).isEmpty()) {
      throw new UnsupportedOperationException(
          "Model %s scores images but must score features; make it the scorer of a gate of a plan, or take another model"
              .formatted(model.title()));
    }
  }

  public ModelDescription model() {
    return model;
  }

  /**
   * A score for each vector of features, in order.
   *
   * @param features each rounded to 32 bits, as the networks that make them give them
   * @throws IllegalArgumentException if a vector has another width than the network takes
   * @throws dev.variegate.model.BadOutputException if a score is not finite
   */
  public List<Double> score(List<double[]> features) {
    features.forEach(this::requireWidth);
    var scores = new ArrayList<Double>();
    for (int from = 0; from < features.size(); from += model.batch()) {
      var batch = features.subList(from, Math.min(features.size(), from + model.batch()));
      var made = network.run(Map.of(input.name(), tensor(batch)), batch.size()).get(score.name());
      for (int i = 0; i < batch.size(); i++) {
        scores.add((double) made.row(i)[0]);
      }
    }
    return scores;
  }

  private void requireWidth(double[] vector) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "Vector has %d features but must have %d for model %s; take the features that it was trained on"
              .formatted(vector.length, width, model.title()));
    }
  }

  private Tensor tensor(List<double[]> rows) {
    var values = new float[model.batch() * width];
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < width; k++) {
        values[i * width + k] = (float) rows.get(i)[k];
      }
    }
    var shape = input.shape().stream().mapToLong(Long::longValue).toArray();
    shape[0] = model.batch();
    return Tensor.of(values, shape);
  }

  @Override
  public void close() {
    network.close();
  }
}
