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

  private static final String STEPS = "steps of the average";
  private static final double WARM_UP = 10;

  private final TrainableWeights weights;
  private final double decay;
  private final double warmUp;
  private final NamedArrays averages;
  private int steps;

  /**
   * Begins with the weights as they are, and goes far from them only after some multiple of {@code
   * 1 / (1 - decay)} steps.
   *
   * @param decay 0 to below 1
   */
  public MovingAverage(NDManager parent, TrainableWeights weights, double decay) {
    this(parent, weights, decay, 0);
  }

  /**
   * One that leaves the first weights soon: after n steps its decay is {@code (1 + n) / (10 + n)},
   * up to the one given. Source: the warm-up of diffusers' {@code EMAModel}.
   *
   * @param decay 0 to below 1
   */
  public static MovingAverage warmedUp(NDManager parent, TrainableWeights weights, double decay) {
    return new MovingAverage(parent, weights, decay, WARM_UP);
  }

  private MovingAverage(NDManager parent, TrainableWeights weights, double decay, double warmUp) {
    this.weights = weights;
    this.decay = decay;
    this.warmUp = warmUp;
    this.averages = new NamedArrays(parent);
    weights.all().forEach((name, w) -> averages.put(name, EngineArrays.read(w)));
  }

  /** Takes one step toward the weights as they are now. */
  public void follow() {
    double kept = Math.min(decay, (1.0 + steps) / (warmUp + steps));
    steps++;
    weights
        .all()
        .forEach(
            (name, weight) -> {
              try (var part = weight.mul(1 - kept)) {
                averages.at(name).muli(kept).addi(part);
              }
            });
  }

  /** Begins again with the weights as they are. */
  public void restart() {
    steps = 0;
    weights.all().forEach((name, weight) -> averages.at(name).muli(0).addi(weight));
  }

  /** The averages by the names of the weights. */
  public Map<String, NDArray> all() {
    return averages.all();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    averages.save(prefix, to);
    to.put(prefix + STEPS, FloatArray.of(steps));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    averages.restore(prefix, from);
    steps = (int) from.array(prefix + STEPS).values()[0];
  }

  @Override
  public void close() {
    averages.close();
  }
}
