package dev.variegate.train.autoregressive;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;
import java.util.function.UnaryOperator;

/**
 * A residual block of two shifted convolutions whose result a gate lets through.
 *
 * <p>Source: Salimans et al., arXiv:1701.05517, section 2.4, with {@code x * sigmoid(x)} for the
 * concatenated exponential linear unit.
 *
 * @param width channels
 * @param columns of the kernels: 3 with one on each side, 2 with one on the left
 */
record GatedBlock(String name, int width, int columns) {

  void declare(TrainableWeights weights) {
    weights
        .convolution(name + ".first", width, width, 2, columns)
        .convolution(name + ".second", width, 2 * width, 2, columns);
  }

  /**
   * The features with what the block adds.
   *
   * @param informed adds to features {@code [n, width, h, w]} what else is known of them
   */
  <T> T of(Layers<T> layers, T x, UnaryOperator<T> informed, Window<T> window) {
    T first = layers.convolveInside(window.of(layers.silu(x), width), name + ".first");
    T hidden = layers.silu(informed.apply(first));
    T second = layers.convolveInside(window.of(hidden, width), name + ".second");
    T gate = layers.sigmoid(layers.channels(second, width, 2 * width));
    return layers.plus(x, layers.times(layers.channels(second, 0, width), gate));
  }
}
