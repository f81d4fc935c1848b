package dev.variegate.train.flow;

import dev.variegate.train.layer.Layers;

/**
 * Between the samples of an image and the numbers that a flow sees.
 *
 * <p>A sample of 8 bits stands for all numbers from its level to below the next: with a part of a
 * level added it is one of 0 to below 1, {@code (level + part) / 256}. Source: Theis et al., "A note
 * on the evaluation of generative models", arXiv:1511.01844, section 3.1.
 *
 * <p>A flow sees these numbers less a half, or their logits, {@code logit(alpha + (1 - 2 alpha)
 * x)}. Source: Papamakarios et al., "Masked autoregressive flow for density estimation",
 * arXiv:1705.07057, appendix D.
 *
 * @param alpha 0 for no logit
 */
record SampleScale(double alpha) {

  /** Levels of a sample of 8 bits. */
  static final double LEVELS = 256;

  private static final double HIGHEST = LEVELS - 1;

  /** Images in 0..1 as the numbers at the lower ends of their levels. */
  static <T> T levels(Layers<T> layers, T image) {
    return layers.linear(image, HIGHEST / LEVELS, 0);
  }

  /** Images in 0..1 as the numbers in the middle of their levels. */
  static <T> T middles(Layers<T> layers, T image) {
    return layers.linear(image, HIGHEST / LEVELS, 0.5 / LEVELS);
  }

  /** The inverse of {@link #middles}. */
  static <T> T image(Layers<T> layers, T x) {
    return layers.linear(x, LEVELS / HIGHEST, -0.5 / HIGHEST);
  }

  /** What the flow sees of numbers in 0..1. */
  <T> T enter(Layers<T> layers, T x) {
    if (alpha == 0) {
      return layers.linear(x, 1, -0.5);
    }
    T white = layers.log(probability(layers, x));
    return layers.plus(white, layers.linear(layers.log(rest(layers, x)), -1, 0));
  }

  /** The inverse of {@link #enter}. */
  <T> T leave(Layers<T> layers, T seen) {
    return alpha == 0
        ? layers.linear(seen, 1, 0.5)
        : layers.linear(layers.sigmoid(seen), 1 / (1 - 2 * alpha), -alpha / (1 - 2 * alpha));
  }

  /** Adds the logarithm of the determinant of {@link #enter} to {@code to [n]}. */
  <T> T logDeterminant(Layers<T> layers, T x, int size, T to) {
    if (alpha == 0) {
      return to;
    }
    T logarithms =
        layers.plus(layers.log(probability(layers, x)), layers.log(rest(layers, x)));
    T part = layers.linear(layers.sum(logarithms), -1, size * Math.log(1 - 2 * alpha));
    return layers.plus(to, part);
  }

  private <T> T probability(Layers<T> layers, T x) {
    return layers.linear(x, 1 - 2 * alpha, alpha);
  }

  private <T> T rest(Layers<T> layers, T x) {
    return layers.linear(x, 2 * alpha - 1, 1 - alpha);
  }
}
