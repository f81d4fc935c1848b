package dev.variegate.model;

import static java.util.Collections.nCopies;

import dev.variegate.op.Words;
import java.util.List;

/**
 * What a tensor stands for, with what one has to know to fill or to read it.
 *
 * <p>One record for each word that the key {@code meaning} takes.
 */
public sealed interface Meaning {

  /**
   * Pictures: tensor {@code [batch, channel, height, width]}.
   *
   * <p>A sample of a picture runs from black (0) to white (255 in 8 bits). Black lies at {@code
   * low} and white at {@code high}; a network that wants standardised values gets {@code (value -
   * mean) / deviation}, with one number for each channel.
   */
  record Pixels(
      Layout layout,
      Channels channels,
      double low,
      double high,
      List<Double> mean,
      List<Double> deviation)
      implements Meaning {

    public Pixels {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      if (!(low < high)) { // written so that NaN fails too
        throw new IllegalArgumentException(
            "Key \"range\" is [%s, %s], black must lie below white; swap the two"
                .formatted(low, high));
      }
      requirePerChannel("mean", mean, channels);
      requirePerChannel("deviation", deviation, channels);
      if (!deviation.stream().allMatch(d -> d > 0)) {
        throw new IllegalArgumentException(
            "Key \"deviation\" is %s, every number must be above 0; leave the key out for 1"
                .formatted(deviation));
      }
    }

    /** Values from {@code low} (black) to {@code high} (white), not standardised. */
    public static Pixels ranging(Channels channels, double low, double high) {
      var zeros = nCopies(channels.count(), 0.0);
      var ones = nCopies(channels.count(), 1.0);
      return new Pixels(Layout.NCHW, channels, low, high, zeros, ones);
    }

    private static void requirePerChannel(String key, List<Double> values, Channels channels) {
      if (values.size() != channels.count()) {
        throw new IllegalArgumentException(
            "Key \"%s\" has %d numbers, must have %d, one for each channel of %s; add or remove some"
                .formatted(key, values.size(), channels.count(), Words.kebab(channels)));
      }
    }
  }

  /**
   * The random vector a picture is made from: tensor {@code [batch, numbers]}.
   *
   * <p>Normal: mean 0, deviation 1. Uniform: -1..1. Truncated normal: normal numbers, each drawn
   * again until its absolute value is at most {@code truncation} (Brock et al., "Large Scale GAN
   * Training for High Fidelity Natural Image Synthesis", section 3.1). Each number is then
   * multiplied by {@code scale}. {@code truncation} is infinite where nothing is cut.
   */
  record Latent(Distribution distribution, double scale, double truncation) implements Meaning {

    public Latent {
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Key \"scale\" is %s, must be above 0 and finite; leave it out for 1".formatted(scale));
      }
      if (!(truncation >= 0.1)) { // below, the redraws would take too long
        throw new IllegalArgumentException(
            "Key \"truncation\" is %s, must be 0.1 or more; usual values are 0.5 to 2"
                .formatted(truncation));
      }
    }
  }

  /** The index of the asked class in the bundle's labels, from 0: tensor {@code [batch]}. */
  record Label() implements Meaning {}

  /** One score for each of the bundle's labels: tensor {@code [batch, labels]}. */
  record Scores(Form form) implements Meaning {}

  /** A vector that describes a picture: tensor {@code [batch, numbers]}. */
  record Features() implements Meaning {}

  /** The order of a picture tensor's axes. */
  enum Layout {
    /** Batch, channel, height, width. */
    NCHW
  }

  /** The channels of a picture tensor, in order. */
  enum Channels {
    GREY(1),
    RGB(3);

    private final int count;

    Channels(int count) {
      this.count = count;
    }

    public int count() {
      return count;
    }
  }

  /** Whence the numbers of a latent vector are drawn. */
  enum Distribution {
    NORMAL,
    UNIFORM,
    TRUNCATED_NORMAL
  }

  /** What a score is: a logit, the logarithm of a probability, or a probability. */
  enum Form {
    LOGITS,
    LOG_PROBABILITIES,
    PROBABILITIES
  }
}
