package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam for the weights of one network. DJL's own leaves its state to the garbage collector and
 * leaves the gradients as they are; this one owns its state and zeroes the gradients it has used.
 *
 * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", arXiv:1412.6980,
 * algorithm 1 with the reordering of section 2.
 */
final class Adam implements AutoCloseable {

  private static final double EPSILON = 1e-8;

  private record Moments(NDArray mean, NDArray square) {}

  private final TrainableWeights weights;
  private final NDManager manager;
  private final double beta1;
  private final double beta2;
  private final Map<String, Moments> moments = new LinkedHashMap<>();
  private int steps;

  Adam(NDManager parent, TrainableWeights weights, double beta1, double beta2) {
    this.weights = weights;
    this.manager = parent.newSubManager();
    this.beta1 = beta1;
    this.beta2 = beta2;
    weights.all().forEach((name, w) -> moments.put(name, new Moments(zeros(w), zeros(w))));
  }

  private NDArray zeros(NDArray like) {
    return manager.zeros(like.getShape(), like.getDataType());
  }

  /** Moves each weight against its gradient, then zeroes the gradient. */
  void step(double rate) {
    steps++;
    double scaled = rate * Math.sqrt(1 - Math.pow(beta2, steps)) / (1 - Math.pow(beta1, steps));
    weights.all().forEach((name, weight) -> move(weight, moments.get(name), scaled));
  }

  private void move(NDArray weight, Moments state, double rate) {
    try (var gradient = weight.getGradient();
        var part = gradient.mul(1 - beta1);
        var square = gradient.mul(gradient)) {
      state.mean().muli(beta1).addi(part);
      state.square().muli(beta2).addi(square.muli(1 - beta2));
      try (var root = state.square().sqrt();
          var change = state.mean().div(root.addi(EPSILON))) {
        weight.subi(change.muli(rate));
      }
      gradient.muli(0);
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
