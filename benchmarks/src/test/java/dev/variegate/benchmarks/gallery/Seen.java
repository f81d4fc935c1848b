package dev.variegate.benchmarks.gallery;

import dev.variegate.image.Image;

/**
 * What is asked of an image.
 *
 * @param means of the channels, 0..255
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Seen(int width, int height, double[] means, byte[] samples) {

  static Seen of(byte[] encoded) {
    try (Image image = Hall.decoded(encoded)) {
      var samples = image.toBytes();
      var means = new double[image.channels()];
      for (int i = 0; i < samples.length; i++) {
        means[i % means.length] += Byte.toUnsignedInt(samples[i]) / (double) image.size().pixels();
      }
      return new Seen(image.width(), image.height(), means, samples);
    }
  }

  String size() {
    return width + "x" + height + "x" + means.length;
  }

  /** The mean of all samples. */
  double mean() {
    double sum = 0;
    for (double mean : means) {
      sum += mean / means.length;
    }
    return sum;
  }

  /** The deviation of all samples; 0 where the image is one color. */
  double deviation() {
    double squares = 0;
    double mean = mean();
    for (byte sample : samples) {
      squares += Math.pow(Byte.toUnsignedInt(sample) - mean, 2) / samples.length;
    }
    return Math.sqrt(squares);
  }

  /** The mean difference of the samples of two images of one size. */
  double gap(Seen other) {
    double sum = 0;
    for (int i = 0; i < samples.length; i++) {
      int left = Byte.toUnsignedInt(samples[i]);
      sum += Math.abs(left - Byte.toUnsignedInt(other.samples[i]));
    }
    return sum / samples.length;
  }

  /** The mean of the samples in the middle, half as wide and high, less that of all others. */
  double middleOverRim() {
    double middle = 0;
    double rim = 0;
    int in = 0;
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / means.length;
      boolean inside =
          Math.abs(pixel % width - width / 2) < width / 4
              && Math.abs(pixel / width - height / 2) < height / 4;
      middle += inside ? Byte.toUnsignedInt(samples[i]) : 0;
      rim += inside ? 0 : Byte.toUnsignedInt(samples[i]);
      in += inside ? 1 : 0;
    }
    return middle / in - rim / (samples.length - in);
  }

  @Override
  public String toString() {
    return "%s, mean %.1f, deviation %.1f".formatted(size(), mean(), deviation());
  }
}
