package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/**
 * The exponential moving average of a network's weights, which samples better than the last step.
 *
 * <p>Source: Yazici et al., "The unusual effectiveness of averaging in GAN training",
 * arXiv:1806.04498, section 3.2.
 */
public final class MovingAverage implements Resumable, AutoCloseable {

  private final TrainableWeights weights;
  private final double decay;
  private final NamedArrays averages;

  /**
   * Begins with the weights as they are.
   *
   * @param decay 0 to below 1
   */
  public MovingAverage(NDManager parent, TrainableWeights weights, double decay) {
    this.weights = weights;
    this.decay = decay;
    this.averages = new NamedArrays(parent);
    weights.all().forEach((name, w) -> averages.put(name, EngineArrays.read(w)));
  }

  /** Takes one step toward the weights as they are now. */
  public void follow() {
    weights
        .all()
        .forEach(
            (name, weight) -> {
              try (var part = weight.mul(1 - decay)) {
                averages.at(name).muli(decay).addi(part);
              }
            });
  }

  /** Begins again with the weights as they are. */
  public void restart() {
    weights.all().forEach((name, weight) -> averages.at(name).muli(0).addi(weight));
  }

  /** The averages by the names of the weights. */
  public Map<String, NDArray> all() {
    return averages.all();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    averages.save(prefix, to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    averages.restore(prefix, from);
  }

  @Override
  public void close() {
    averages.close();
  }
}
