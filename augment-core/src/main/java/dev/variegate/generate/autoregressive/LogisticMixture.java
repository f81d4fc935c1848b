package dev.variegate.generate.autoregressive;

import java.util.random.RandomGenerator;

/**
 * The distribution of a pixel of 8 bits: a mixture of logistic distributions over -1 to 1, of which
 * each level has the part within half a level of it, and black and white all that lies beyond.
 *
 * <p>Its parameters, in order: a logit of each component; for each channel a mean of each
 * component; for each channel the logarithm of a scale of each component. RGB has three factors of
 * each component besides: by how much of red the mean of green is moved, of red that of blue, and
 * of green that of blue.
 *
 * <p>Source: Salimans et al., "PixelCNN++", arXiv:1701.05517, sections 2.1 and 2.2.
 *
 * @param channels 1 or 3
 * @param components logistic distributions in the mixture
 */
public record LogisticMixture(int channels, int components) {

  /** Greatest level of a sample of 8 bits. */
  public static final int WHITE = 255;

  /** Half a level, where black is -1 and white 1. */
  public static final double HALF_LEVEL = 1.0 / WHITE;

  private static final int GRAY_PARAMETERS = 3;
  private static final int RGB_PARAMETERS = 10;

  /** That of so many parameters a pixel; how many a component has, {@link #each} says. */
  public static LogisticMixture of(int channels, int parameters) {
    return new LogisticMixture(channels, parameters / each(channels));
  }

  /** Parameters of one component. */
  public static int each(int channels) {
    return channels == 1 ? GRAY_PARAMETERS : RGB_PARAMETERS;
  }

  /** Parameters of a pixel. */
  public int parameters() {
    return each(channels) * components;
  }

  /** Where the means of a channel begin. */
  public int mean(int channel) {
    return (1 + channel) * components;
  }

  /** Where the logarithms of the scales of a channel begin. */
  public int logScale(int channel) {
    return (1 + channels + channel) * components;
  }

  /**
   * Where the factors begin by which a channel's means are moved.
   *
   * @param by the channel before it that moves them
   */
  public int factor(int channel, int by) {
    return (1 + 2 * channels + channel * (channel - 1) / 2 + by) * components;
  }

  /**
   * Draws the levels of a pixel, 0 to 255, one for each channel.
   *
   * @param parameters of the pixel
   * @param temperature 1 for the distribution itself, less for likelier pixels: divides the logits
   *     and multiplies the scales
   */
  int[] draw(float[] parameters, double temperature, RandomGenerator random) {
    int component = component(parameters, temperature, random.nextDouble());
    var levels = new int[channels];
    for (int c = 0; c < channels; c++) {
      double mean = parameters[mean(c) + component];
      for (int by = 0; by < c; by++) {
        mean += parameters[factor(c, by) + component] * value(levels[by]);
      }
      double part = Math.max(random.nextDouble(), Double.MIN_NORMAL);
      double scale = temperature * Math.exp(parameters[logScale(c) + component]);
      levels[c] = level(mean + scale * Math.log(part / (1 - part)));
    }
    return levels;
  }

  private int component(float[] logits, double temperature, double drawn) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < components; i++) {
      most = Math.max(most, logits[i]);
    }
    var weights = new double[components];
    double sum = 0;
    for (int i = 0; i < components; i++) {
      weights[i] = Math.exp((logits[i] - most) / temperature);
      sum += weights[i];
    }
    double left = drawn * sum;
    for (int i = 0; i < components - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return components - 1;
  }

  /** A level, 0 to 255, where black is -1 and white 1. */
  static float value(int level) {
    return 2f * level / WHITE - 1;
  }

  private static int level(double value) {
    return (int) Math.floor(Math.min(1, Math.max(-1, value)) * WHITE / 2 + (WHITE + 1) / 2.0);
  }
}
