package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Adam for the weights of one network. DJL's own leaves its state to the garbage collector and
 * leaves the gradients as they are; this one owns its state and zeroes the gradients it has used.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", arXiv:1412.6980,
 * algorithm 1 with the reordering of section 2.
 */
public final class Adam implements Resumable, AutoCloseable {

  private static final double EPSILON = 1e-8;
  private static final String STEPS = "steps";

  private final TrainableWeights weights;
  private final NamedArrays means;
  private final NamedArrays squares;
  private final double beta1;
  private final double beta2;
  private int steps;

  /**
   * For all arrays of the network.
   *
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of their squares
   */
  public Adam(NDManager parent, TrainableWeights weights, double beta1, double beta2) {
    this.weights = weights;
    this.means = zeros(parent, weights);
    this.squares = zeros(parent, weights);
    this.beta1 = beta1;
    this.beta2 = beta2;
  }

  private static NamedArrays zeros(NDManager parent, TrainableWeights like) {
    var zeros = new NamedArrays(parent);
    like.all()
        .forEach(
            (name, weight) ->
                zeros.put(
                    name,
                    new FloatArray(weight.getShape().getShape(), new float[(int) weight.size()])));
    return zeros;
  }

  /** Moves each weight against its gradient, then zeroes the gradient. */
  public void step(double rate) {
    steps++;
    double scaled = rate * Math.sqrt(1 - Math.pow(beta2, steps)) / (1 - Math.pow(beta1, steps));
    weights.all().forEach((name, weight) -> move(weight, means.at(name), squares.at(name), scaled));
  }

  private void move(NDArray weight, NDArray mean, NDArray square, double rate) {
    try (var gradient = weight.getGradient();
        var part = gradient.mul(1 - beta1);
        var squared = gradient.mul(gradient)) {
      mean.muli(beta1).addi(part);
      square.muli(beta2).addi(squared.muli(1 - beta2));
      try (var root = square.sqrt();
          var change = mean.div(root.addi(EPSILON))) {
        weight.subi(change.muli(rate));
      }
      gradient.muli(0);
    }
  }

  @Override
  public void save(String prefix, Snapshot to) {
    means.save(prefix + "mean.", to);
    squares.save(prefix + "square.", to);
    to.put(prefix + STEPS, FloatArray.of(steps));
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    means.restore(prefix + "mean.", from);
    squares.restore(prefix + "square.", from);
    steps = (int) from.array(prefix + STEPS).values()[0];
  }

  @Override
  public void close() {
    means.close();
    squares.close();
  }
}
