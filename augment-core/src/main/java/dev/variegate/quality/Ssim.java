package dev.variegate.quality;

import dev.variegate.image.Image;
import dev.variegate.quality.Comparison.Plane;

/**
 * Structural similarity, at most 1 (equal images): the mean over all places of an 11x11 Gaussian
 * window of deviation 1.5 that lies wholly inside, constants 0.01 and 0.03, range 255; the mean of
 * the channels where there are three.
 *
 * <p>Source: Wang et al., "Image quality assessment: from error visibility to structural
 * similarity", IEEE Transactions on Image Processing 13(4), 2004, section III.
 */
public final class Ssim {

  private static final int SIDE = 11;
  private static final double DEVIATION = 1.5;
  private static final double MEANS = square(0.01 * Comparison.WHITE);
  private static final double VARIANCES = square(0.03 * Comparison.WHITE);
  private static final double[] WINDOW = window();

  private Ssim() {}

  /**
   * Of two images of one size.
   *
   * @throws IllegalArgumentException if their sizes differ or the window does not fit inside
   */
  public static double of(Image first, Image second, Comparison comparison) {
    Comparison.requireSameSize(first, second);
    var left = comparison.planes(first);
    var right = comparison.planes(second);
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += of(left[i], right[i]);
    }
    return sum / left.length;
  }

  private static double of(Plane first, Plane second) {
    if (Math.min(first.width(), first.height()) < SIDE) {
      throw new IllegalArgumentException(
          "Compared part is %dx%d but must be at least %dx%d for the window; take larger images or a smaller border"
              .formatted(first.width(), first.height(), SIDE, SIDE));
    }
    var meanA = blurred(first, first.samples());
    var meanB = blurred(first, second.samples());
    var squareA = blurred(first, product(first.samples(), first.samples()));
    var squareB = blurred(first, product(second.samples(), second.samples()));
    var both = blurred(first, product(first.samples(), second.samples()));
    double sum = 0;
    for (int i = 0; i < meanA.length; i++) {
      double means = meanA[i] * meanB[i];
      double squares = square(meanA[i]) + square(meanB[i]);
      double luminance = (2 * means + MEANS) / (squares + MEANS);
      double structure =
          (2 * (both[i] - means) + VARIANCES) / (squareA[i] + squareB[i] - squares + VARIANCES);
      sum += luminance * structure;
    }
    return sum / meanA.length;
  }

  private static double[] product(double[] first, double[] second) {
    var product = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      product[i] = first[i] * second[i];
    }
    return product;
  }

  /** Weighted means of all whole windows of samples that lie as those of the plane. */
  private static double[] blurred(Plane plane, double[] samples) {
    int width = plane.width() - SIDE + 1;
    int height = plane.height() - SIDE + 1;
    var rows = new double[width * plane.height()];
    for (int i = 0; i < rows.length; i++) {
      int from = i / width * plane.width() + i % width;
      for (int tap = 0; tap < SIDE; tap++) {
        rows[i] += WINDOW[tap] * samples[from + tap];
      }
    }
    var means = new double[width * height];
    for (int i = 0; i < means.length; i++) {
      for (int tap = 0; tap < SIDE; tap++) {
        means[i] += WINDOW[tap] * rows[i + tap * width];
      }
    }
    return means;
  }

  private static double[] window() {
    var window = new double[SIDE];
    double sum = 0;
    for (int i = 0; i < SIDE; i++) {
      window[i] = Math.exp(-square(i - SIDE / 2) / (2 * square(DEVIATION)));
      sum += window[i];
    }
    for (int i = 0; i < SIDE; i++) {
      window[i] /= sum;
    }
    return window;
  }

  private static double square(double value) {
    return value * value;
  }
}
