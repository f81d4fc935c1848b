package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exponential moving average of a network's weights, which samples better than the last step.
 *
 * <p>Source: Yazici et al., "The unusual effectiveness of averaging in GAN training",
 * arXiv:1806.04498, section 3.2.
 */
final class MovingAverage implements AutoCloseable {

  private final TrainableWeights weights;
  private final double decay;
  private final NDManager manager;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();

  MovingAverage(NDManager parent, TrainableWeights weights, double decay) {
    this.weights = weights;
    this.decay = decay;
    this.manager = parent.newSubManager();
    weights
        .all()
        .forEach(
            (name, w) ->
                averages.put(name, EngineArrays.array(manager, w.toFloatArray(), w.getShape())));
  }

  /** Takes one step toward the weights as they are now. */
  void follow() {
    weights
        .all()
        .forEach(
            (name, weight) -> {
              try (var part = weight.mul(1 - decay)) {
                averages.get(name).muli(decay).addi(part);
              }
            });
  }

  Map<String, NDArray> all() {
    return averages;
  }

  @Override
  public void close() {
    manager.close();
  }
}
