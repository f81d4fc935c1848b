package dev.variegate.train.autoregressive;

import dev.variegate.generate.autoregressive.LogisticMixture;
import dev.variegate.train.layer.Layers;

/**
 * The probabilities of pixels by the parameters of their mixtures.
 *
 * <p>The part of a logistic distribution between two places is written as {@code s(p) - s(m) = s(p)
 * s(-m) (1 - exp(m - p))}, with s for the sigmoid, whose logarithm is exact wherever the level
 * lies; black and white leave out the factors of the rim that they do not have.
 *
 * <p>Source: Salimans et al., arXiv:1701.05517, equations 2 and 3.
 */
record MixtureDensity<T>(Layers<T> layers, LogisticMixture mixture) {

  /** Smallest logarithm of a scale, as in the code of the paper. */
  private static final double LOWEST = -7;

  private static final double HALF_RANGE = LogisticMixture.WHITE / 2.0;

  /** How steeply a number leaves the level of black or white: 1 is reached one level from it. */
  private static final double STEEP = 40;

  /** The parameters of what a network says: scales are kept from 0, factors within -1 and 1. */
  T bounded(T raw) {
    int scales = mixture.logScale(0);
    int factors = scales + mixture.channels() * mixture.components();
    T above = layers.softplus(layers.linear(layers.channels(raw, scales, factors), 1, -LOWEST));
    T bounded = layers.join(layers.channels(raw, 0, scales), layers.linear(above, 1, LOWEST));
    return mixture.channels() == 1
        ? bounded
        : layers.join(bounded, layers.tanh(layers.channels(raw, factors, mixture.parameters())));
  }

  /**
   * The logarithm of the probability of each image, in nats, {@code [n]}.
   *
   * @param parameters {@code [n, parameters, height, width]}
   * @param x {@code [n, channels, height, width]}, 256 levels from -1 to 1
   */
  T nats(T parameters, T x) {
    T logits = part(parameters, 0);
    T joint = logits;
    for (int c = 0; c < mixture.channels(); c++) {
      T value = layers.channels(x, c, c + 1);
      T logScale = part(parameters, mixture.logScale(c));
      joint = layers.plus(joint, ofLevel(value, mean(parameters, x, c), logScale));
    }
    return layers.sum(minus(sumOfExponentials(joint), sumOfExponentials(logits)));
  }

  private T part(T parameters, int from) {
    return layers.channels(parameters, from, from + mixture.components());
  }

  private T mean(T parameters, T x, int channel) {
    T mean = part(parameters, mixture.mean(channel));
    for (int by = 0; by < channel; by++) {
      T factor = part(parameters, mixture.factor(channel, by));
      mean = layers.plus(mean, layers.times(factor, layers.channels(x, by, by + 1)));
    }
    return mean;
  }

  /** Of one channel, for each component. */
  private T ofLevel(T value, T mean, T logScale) {
    T narrow = layers.exp(layers.linear(logScale, -1, 0));
    T from = minus(value, mean);
    T upper = layers.times(layers.linear(from, 1, LogisticMixture.HALF_LEVEL), narrow);
    T lower = layers.times(layers.linear(from, 1, -LogisticMixture.HALF_LEVEL), narrow);
    T notWhite = layers.tanh(layers.linear(value, -STEEP * HALF_RANGE, STEEP * HALF_RANGE));
    T notBlack = layers.tanh(layers.linear(value, STEEP * HALF_RANGE, STEEP * HALF_RANGE));
    T below = layers.times(notWhite, layers.softplus(layers.linear(upper, -1, 0)));
    T above = layers.times(notBlack, layers.softplus(lower));
    T between = layers.times(layers.times(notWhite, notBlack), logOfWidth(narrow));
    return minus(between, layers.plus(below, above));
  }

  /**
   * {@code log(1 - exp(-d))} with a level's width d in scales, as {@code tanh(d/2) (1+exp(-d))}.
   */
  private T logOfWidth(T narrow) {
    T half = layers.tanh(layers.linear(narrow, LogisticMixture.HALF_LEVEL, 0));
    T rest = layers.softplus(layers.linear(narrow, -2 * LogisticMixture.HALF_LEVEL, 0));
    return layers.plus(layers.log(half), rest);
  }

  /** The logarithm of the sum of the exponentials over the components, {@code [n, 1, h, w]}. */
  private T sumOfExponentials(T x) {
    T sum = layers.channels(x, 0, 1);
    for (int i = 1; i < mixture.components(); i++) {
      T next = layers.channels(x, i, i + 1);
      sum = layers.plus(sum, layers.softplus(minus(next, sum)));
    }
    return sum;
  }

  private T minus(T left, T right) {
    return layers.plus(left, layers.linear(right, -1, 0));
  }
}
