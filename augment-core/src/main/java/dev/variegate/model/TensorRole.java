package dev.variegate.model;

import static java.util.Collections.nCopies;

import dev.variegate.base.KebabCase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a tensor stands for, with what one has to know to fill or to read it.
 *
 * <p>One record for each word that the key {@code meaning} takes.
 */
public sealed interface TensorRole {

  /**
   * Images: tensor {@code [batch, channel, height, width]} or {@code [batch, height, width,
   * channel]}.
   *
   * <p>A sample of an image runs from black (0) to white (255 in 8 bits). Black lies at {@code low}
   * and white at {@code high}; a network that wants standardized values gets {@code (value - mean)
   * / deviation}, with one number for each channel, in the order of the channels.
   */
  record Pixels(
      Layout layout,
      Channels channels,
      double low,
      double high,
      List<Double> mean,
      List<Double> deviation,
      Levels levels,
      SizeConstraint extent)
      implements TensorRole {

    public Pixels {
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
      if (!(low < high)) { // written so that NaN fails too
        throw new IllegalArgumentException(
            "Key \"range\" is [%s, %s] but black must lie below white; swap the two"
                .formatted(low, high));
      }
      requirePerChannel("mean", mean, channels);
      requirePerChannel("deviation", deviation, channels);
      if (!deviation.stream().allMatch(d -> d > 0)) {
        throw new IllegalArgumentException(
            "Key \"deviation\" is %s but every number must be above 0; leave the key out for 1"
                .formatted(deviation));
      }
    }

    /** With fixed levels, of any size where the shape leaves it free. */
    public Pixels(
        Layout layout,
        Channels channels,
        double low,
        double high,
        List<Double> mean,
        List<Double> deviation) {
      this(layout, channels, low, high, mean, deviation, Levels.FIXED, SizeConstraint.ANY);
    }

    /** Values from {@code low} (black) to {@code high} (white), not standardized. */
    public static Pixels ranging(Channels channels, double low, double high) {
      var zeros = nCopies(channels.count(), 0.0);
      var ones = nCopies(channels.count(), 1.0);
      return new Pixels(Layout.NCHW, channels, low, high, zeros, ones);
    }

    /** Whether a value is a sample of 8 bits as it is. */
    boolean areBytes() {
      return low == 0
          && high == 255
          && mean.stream().allMatch(number -> number == 0)
          && deviation.stream().allMatch(number -> number == 1);
    }

    private static void requirePerChannel(String key, List<Double> values, Channels channels) {
      if (values.size() != channels.count()) {
        throw new IllegalArgumentException(
            "Key \"%s\" has %d numbers but must have %d, one for each channel of %s; add or remove some"
                .formatted(key, values.size(), channels.count(), KebabCase.kebab(channels)));
      }
    }
  }

  /**
   * The vector an image is made from: tensor {@code [batch, numbers]}, or {@code [batch, channel,
   * height, width]}.
   *
   * <p>Normal: mean 0, deviation 1. Uniform: -1..1. Truncated normal: normal numbers, each drawn
   * again until its absolute value is at most {@code truncation} (Brock et al., "Large Scale GAN
   * Training for High Fidelity Natural Image Synthesis", section 3.1). Each number is then
   * multiplied by {@code scale}. {@code truncation} is infinite where nothing is cut.
   */
  record Latent(Distribution distribution, double scale, double truncation) implements TensorRole {

    public Latent {
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Key \"scale\" is %s but must be above 0 and finite; leave it out for 1"
                .formatted(scale));
      }
      if (!(truncation >= 0.1)) { // below, the redraws would take too long
        throw new IllegalArgumentException(
            "Key \"truncation\" is %s but must be 0.1 or more; usual values are 0.5 to 2"
                .formatted(truncation));
      }
    }
  }

  /**
   * The index of the asked class in the bundle's labels, from 0: tensor {@code [batch]}.
   *
   * @param unconditional the index that stands for no class, where the network knows one, as
   *     classifier-free guidance needs it (Ho and Salimans, "Classifier-Free Diffusion Guidance",
   *     arXiv:2207.12598)
   * @param oneHot whether the network takes a vector of zeros with a one in the place of the class
   */
  record Label(OptionalInt unconditional, boolean oneHot) implements TensorRole {

    /** A number, without one for no class. */
    public Label() {
      this(OptionalInt.empty(), false);
    }
  }

  /**
   * Further normal noise that an image is made from, drawn by its key: tensor {@code [batch, ...]}.
   *
   * @param scale that each number is multiplied by
   */
  record Noise(double scale) implements TensorRole {}

  /**
   * How far latents are moved toward their mean inside the network, or how narrow they were drawn:
   * tensor {@code [batch]}, {@code [1]}.
   *
   * @param defaultValue where no truncation is asked for
   */
  record Truncation(double defaultValue) implements TensorRole {}

  /**
   * Numbers that are the same in every run, such as a noise level: any shape.
   *
   * @param values repeated until the tensor is full; mostly one
   */
  record Constant(List<Double> values) implements TensorRole {

    public Constant {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException(
            "Key \"value\" is an empty list but must hold a number; write one");
      }
    }
  }

  /** Where to fill: tensor {@code [batch, 1, height, width]}, or with the channel last. */
  record Mask(Layout layout, double hole, double kept) implements TensorRole {

    public Mask {
      if (!(hole != kept)) {
        throw new IllegalArgumentException(
            "Keys \"hole\" and \"kept\" are both %s but must differ; usual are 1 and 0"
                .formatted(hole));
      }
    }
  }

  /**
   * The image that a denoiser redraws or fills, as it was, beside the noisy one: a tensor of
   * images.
   *
   * @param pixels how its images are written
   */
  record Source(Pixels pixels) implements TensorRole {}

  /** What an embedder makes of a class, and a denoiser is conditioned on: {@code [batch, ...]}. */
  record Embedding() implements TensorRole {}

  /**
   * What an image is in the latent space of a vector-quantized autoencoder (van den Oord et al.,
   * "Neural Discrete Representation Learning", 2017): indices of a codebook, whole numbers from 0,
   * {@code [batch, ...]}.
   *
   * @param codebook how many vectors it has, 2 to 16,777,216
   */
  record Codes(int codebook) implements TensorRole {

    /** Up to which a float holds every whole number. */
    private static final int MAX_EXACT = 1 << 24;

    public Codes {
      if (codebook < 2 || codebook > MAX_EXACT) {
        throw new IllegalArgumentException(
            "Key \"codebook\" is %d but must be 2 to %d, the number of its vectors; correct it"
                .formatted(codebook, MAX_EXACT));
      }
    }
  }

  /**
   * The step of the diffusion, counted as in training: tensor {@code [batch]}, {@code [1]}.
   *
   * @param scale each timestep is multiplied by it, such as 0.001 where a network counts from 0 to
   *     1
   */
  record Timestep(double scale) implements TensorRole {

    public Timestep {
      if (!(scale > 0 && Double.isFinite(scale))) {
        throw new IllegalArgumentException(
            "Key \"scale\" is %s but must be a number above 0; leave it out for 1"
                .formatted(scale));
      }
    }
  }

  /** How much of the change is wanted, 0 (none) to 1 (all): tensor {@code [batch]}, {@code [1]}. */
  record Strength() implements TensorRole {}

  /** What the encoder says of the image to be redrawn. */
  record Content() implements TensorRole {}

  /** What the encoder says of the image whose style is taken. */
  record Style() implements TensorRole {}

  /** What a denoiser says of a noisy image; the scheduler's configuration says what it is. */
  record Prediction() implements TensorRole {}

  /** One score for each of the bundle's labels: tensor {@code [batch, labels]}. */
  record Scores(Form form) implements TensorRole {}

  /**
   * The class of each pixel: tensor {@code [batch, classes, height, width]} or {@code [batch,
   * height, width, classes]} with a score for each of the bundle's labels, or with one channel.
   *
   * @param form of the scores; one channel scores the second of two labels, the foreground. Empty
   *     where the one channel is the index of the label itself
   */
  record Segmentation(Layout layout, Optional<Form> form) implements TensorRole {}

  /**
   * The distribution of each pixel given those before it, a mixture of logistic distributions:
   * tensor {@code [batch, parameters, height, width]} (Salimans et al., "PixelCNN++",
   * arXiv:1701.05517, section 2).
   *
   * @param temperature that samples are drawn with, above 0
   */
  record Mixture(double temperature) implements TensorRole {

    public Mixture {
      if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Key \"temperature\" is %s but must be above 0 and finite; leave it out for 1"
                .formatted(temperature));
      }
    }
  }

  /** What a row encoder says of each pixel of the next row: {@code [batch, numbers, 1, width]}. */
  record Context() implements TensorRole {}

  /**
   * What is kept of rows or pixels for those after them: {@code [batch, numbers, height, width]}.
   */
  record State() implements TensorRole {}

  /** One number for each image: tensor {@code [batch]} or {@code [batch, 1]}. */
  record Score() implements TensorRole {}

  /** What describes an image: tensor {@code [batch, ...]}. */
  record Features() implements TensorRole {}

  /** The channels of an image tensor, in order. */
  enum Channels {
    GRAY(1),
    RGB(3),
    BGR(3),
    /** Colors and alpha, which is 0 where an image is transparent. */
    RGBA(4),
    /** The Y of a color image's YCbCr; its colors do not pass through the network. */
    LUMA(1);

    private final int count;

    Channels(int count) {
      this.count = count;
    }

    public int count() {
      return count;
    }
  }

  /** What happens to the brightness of a made image. */
  enum Levels {
    /** Black and white lie where the range says. */
    FIXED,
    /** The lowest and the highest value of each image become black and white. */
    STRETCH
  }

  /** The distribution that the numbers of a latent vector are drawn from. */
  enum Distribution {
    NORMAL,
    UNIFORM,
    TRUNCATED_NORMAL,
    /** Not known: latents come from encoded images alone. */
    NONE
  }

  /** What a score is: a logit, the logarithm of a probability, or a probability. */
  enum Form {
    LOGITS,
    LOG_PROBABILITIES,
    PROBABILITIES
  }
}
