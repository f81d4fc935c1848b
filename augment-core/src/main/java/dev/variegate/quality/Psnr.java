package dev.variegate.quality;

import dev.variegate.image.Image;

/**
 * Peak signal-to-noise ratio, {@code 10 log10(peak^2 / mean squared difference)}, in decibels.
 * Higher is nearer; infinite for equal images.
 */
public final class Psnr {

  private Psnr() {}

  /**
   * Of two images of one size; the mean goes over all compared samples of all channels.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static double of(Image first, Image second, Comparison comparison) {
    Comparison.requireSameSize(first, second);
    var left = comparison.planes(first);
    var right = comparison.planes(second);
    double sum = 0;
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      sum += squares(left[i].samples(), right[i].samples());
      count += left[i].samples().length;
    }
    return decibels(sum / count, Comparison.WHITE);
  }

  /** Of samples as they are, whose full range is {@code peak}. */
  static double of(double[] first, double[] second, double peak) {
    return decibels(squares(first, second) / first.length, peak);
  }

  private static double squares(double[] first, double[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      double difference = first[i] - second[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static double decibels(double meanSquare, double peak) {
    return 10 * Math.log10(peak * peak / meanSquare);
  }
}
