package dev.variegate.generate.latent;

import java.io.Serializable;
import java.util.List;

/**
 * What one image is in a latent space: numbers {@code [number]} or {@code [channel, height,
 * width]}, last axis fastest. Immutable.
 */
public final class LatentCode implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Long> sizes;
  private final float[] numbers;

  private LatentCode(List<Long> sizes, float[] numbers) {
    this.sizes = List.copyOf(sizes);
    this.numbers = numbers;
    long needed = sizes.stream().reduce(1L, Math::multiplyExact);
    if (numbers.length != needed) {
      throw new IllegalArgumentException(
          "Latent of the sizes %s is given %d numbers but must be %d; correct one of them"
              .formatted(sizes, numbers.length, needed));
    }
  }

  /** Copies the numbers. */
  public static LatentCode of(List<Long> sizes, float... numbers) {
    return new LatentCode(sizes, numbers.clone());
  }

  public List<Long> sizes() {
    return sizes;
  }

  /** How many numbers it has. */
  public int length() {
    return numbers.length;
  }

  /** One of the numbers. */
  public float at(int index) {
    return numbers[index];
  }

  /** A copy of the numbers. */
  public float[] numbers() {
    return numbers.clone();
  }

  /** The length of the vector, |z|. */
  public double norm() {
    double sum = 0;
    for (float number : numbers) {
      sum += (double) number * number;
    }
    return Math.sqrt(sum);
  }

  /** What each channel is on average over its places; the code itself where it has no places. */
  public double[] channelMeans() {
    int channels = Math.toIntExact(sizes.get(0));
    int places = numbers.length / channels;
    var means = new double[channels];
    for (int i = 0; i < numbers.length; i++) {
      means[i / places] += numbers[i];
    }
    for (int channel = 0; channel < channels; channel++) {
      means[channel] /= places;
    }
    return means;
  }

  /** A code of its channels' means, {@code [channel, 1, 1]}; itself where it has no places. */
  public LatentCode pooled() {
    if (sizes.size() < 3) {
      return this;
    }
    return of(List.of(sizes.get(0), 1L, 1L), channelMeans());
  }

  /**
   * The sum of codes, each times its weight.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  static LatentCode sum(double[] weights, List<LatentCode> codes) {
    var first = codes.get(0);
    var sums = new double[first.length()];
    for (int i = 0; i < weights.length; i++) {
      codes.get(i).requireLike(first);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += weights[i] * codes.get(i).numbers[j];
      }
    }
    return of(first.sizes, sums);
  }

  /** The code moved by so much. */
  LatentCode plus(double[] change) {
    var moved = new double[numbers.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = numbers[i] + change[i];
    }
    return of(sizes, moved);
  }

  double dot(LatentCode other) {
    other.requireLike(this);
    double sum = 0;
    for (int i = 0; i < numbers.length; i++) {
      sum += (double) numbers[i] * other.numbers[i];
    }
    return sum;
  }

  private static LatentCode of(List<Long> sizes, double[] numbers) {
    var rounded = new float[numbers.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) numbers[i];
    }
    return new LatentCode(sizes, rounded);
  }

  void requireLike(LatentCode other) {
    if (!sizes.equals(other.sizes)) {
      throw new IllegalArgumentException(
          "Latents have the sizes %s and %s but must have the same; take images of one size"
              .formatted(other.sizes, sizes));
    }
  }
}
