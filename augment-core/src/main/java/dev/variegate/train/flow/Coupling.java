package dev.variegate.train.flow;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * Shifts and scales some channels by what the others show, and the class where there are classes.
 *
 * <p>Source: Dinh et al., arXiv:1605.08803, equations 7 and 8; the network that of Kingma and
 * Dhariwal, arXiv:1807.03039, section 3.3, which changes nothing at first.
 *
 * @param kept channels that are looked at
 * @param changed channels that are changed
 * @param width channels inside the network
 * @param classes number of classes, 0 where there are none
 */
record Coupling(String name, int kept, int changed, int width, int classes) {

  /** Bound of the logarithm of a scale, either way, so that the inverse stays exact. */
  private static final double BOUND = 1.5;

  void declare(TrainableWeights weights) {
    weights.convolution(name + ".first", kept, width, 3);
    if (classes > 0) {
      weights.table(name + ".label", classes, width);
    }
    weights
        .convolution(name + ".middle", width, width, 1)
        .zeroConvolution(name + ".last", width, 2 * changed, 3);
  }

  /** What is done to the changed channels: plus the shift, then times the exponential. */
  record Change<T>(T shift, T logScale) {

    T done(Layers<T> layers, T x) {
      return layers.times(layers.plus(x, shift), layers.exp(logScale));
    }

    T undone(Layers<T> layers, T y) {
      T scaled = layers.times(y, layers.exp(layers.linear(logScale, -1, 0)));
      return layers.plus(scaled, layers.linear(shift, -1, 0));
    }
  }

  /**
   * The change that belongs to the kept channels.
   *
   * @param label class indexes {@code [n]}
   */
  <T> Change<T> of(Layers<T> layers, T x, T label) {
    T hidden = layers.convolve(x, name + ".first");
    if (classes > 0) {
      T row = layers.grid(layers.rows(label, name + ".label"), width, 1, 1);
      hidden = layers.plus(hidden, row);
    }
    hidden = layers.leaky(layers.pointwise(layers.leaky(hidden), name + ".middle"));
    T both = layers.convolve(hidden, name + ".last");
    T bounded = layers.tanh(layers.linear(layers.channels(both, changed, 2 * changed), 1 / BOUND, 0));
    return new Change<>(layers.channels(both, 0, changed), layers.linear(bounded, BOUND, 0));
  }
}
