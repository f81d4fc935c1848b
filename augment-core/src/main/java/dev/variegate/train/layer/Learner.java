package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** The weights of one network while it learns, with their optimizer and their moving average. */
public final class Learner implements Resumable, AutoCloseable {

  /** Decays of Adam's mean and of its mean square, where nothing speaks for others. */
  public static final double BETA1 = 0.9;

  public static final double BETA2 = 0.999;

  private final TrainableWeights weights;
  private final Adam adam;
  private final MovingAverage average;

  /**
   * Takes over the weights, and closes them.
   *
   * @param averaging decay of the moving average, 0 to below 1
   */
  public Learner(NDManager manager, TrainableWeights weights, double averaging) {
    this(manager, weights, BETA1, BETA2, averaging);
  }

  /** The same with other decays of Adam. */
  public Learner(
      NDManager manager, TrainableWeights weights, double beta1, double beta2, double averaging) {
    this.weights = weights;
    this.adam = new Adam(manager, weights, beta1, beta2);
    this.average = MovingAverage.warmedUp(manager, weights, averaging);
  }

  /** The weights as they are now. */
  public TrainableWeights weights() {
    return weights;
  }

  /** Layers of the weights as they are now. */
  public TorchLayers layers() {
    return new TorchLayers(weights::at);
  }

  /** Their averages by name. */
  public Map<String, NDArray> averages() {
    return average.all();
  }

  /** Layers of the averages. */
  public TorchLayers averagedLayers() {
    return new TorchLayers(average.all()::get);
  }

  /** Moves the weights against their gradients, and the average toward the weights. */
  public void step(double rate) {
    adam.step(rate);
    average.follow();
  }

  /** Begins the average again with the weights as they are. */
  public void restartAverage() {
    average.restart();
  }

  @Override
  public void save(String prefix, Snapshot to) {
    weights.save(prefix + "weights.", to);
    adam.save(prefix + "adam.", to);
    average.save(prefix + "average.", to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    weights.restore(prefix + "weights.", from);
    adam.restore(prefix + "adam.", from);
    average.restore(prefix + "average.", from);
  }

  @Override
  public void close() {
    average.close();
    adam.close();
    weights.close();
  }
}
