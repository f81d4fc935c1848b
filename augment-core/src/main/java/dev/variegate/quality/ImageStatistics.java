package dev.variegate.quality;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector;
import dev.variegate.pixel.PixelVector.Channels;
import java.util.List;
import java.util.function.Function;

/**
 * Simple properties of an image, by its luma (0.299 R + 0.587 G + 0.114 B, 0 black to 1 white).
 * That of an image with a longer side than 1024 pixels is averaged down to it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param channels 1 or more
 * @param aspect width over height
 * @param brightness mean luma, 0 to 1
 * @param contrast standard deviation of luma, 0 to 0.5
 * @param sharpness variance of the Laplacian of luma at 64 by 64 pixels, 0 or more; small where an
 *     image is blurry or empty (Pech-Pacheco et al., "Diatom autofocusing in brightfield
 *     microscopy: a comparative study", 2000)
 * @param entropy of the histogram of luma in 256 bins, in bits, 0 to 8
 * @param shadow luma that a twentieth of the pixels does not exceed, 0 to 1
 * @param highlight luma that 99 of 100 pixels do not exceed, 0 to 1
 */
public record ImageStatistics(
    int width,
    int height,
    int channels,
    double aspect,
    double brightness,
    double contrast,
    double sharpness,
    double entropy,
    double shadow,
    double highlight) {

  /** All of them, in their order. */
  public static final List<Property> PROPERTIES =
      List.of(
          new Property("width", Integer.class, ImageStatistics::width),
          new Property("height", Integer.class, ImageStatistics::height),
          new Property("channels", Integer.class, ImageStatistics::channels),
          new Property("aspect", Double.class, ImageStatistics::aspect),
          new Property("brightness", Double.class, ImageStatistics::brightness),
          new Property("contrast", Double.class, ImageStatistics::contrast),
          new Property("sharpness", Double.class, ImageStatistics::sharpness),
          new Property("entropy", Double.class, ImageStatistics::entropy),
          new Property("shadow", Double.class, ImageStatistics::shadow),
          new Property("highlight", Double.class, ImageStatistics::highlight));

  private static final int SIDE = 64;
  private static final PixelVector FIXED = new PixelVector(new Size(SIDE, SIDE), Channels.GRAY);
  private static final int BINS = 256;
  private static final int LONGEST = 1024;
  private static final double FLAT = 1.0 / 255; // a contrast of one level

  /**
   * One of them.
   *
   * @param type of its values
   * @param of takes it of an image's
   */
  public record Property(
      String name, Class<? extends Number> type, Function<ImageStatistics, Number> of) {}

  /** Of an image of 1, 3 or 4 channels, which stays open; alpha does not count. */
  public static ImageStatistics of(Image image) {
    var luma = new PixelVector(working(image), Channels.GRAY).of(image);
    double mean = mean(luma);
    var counts = histogram(luma);
    return new ImageStatistics(
        image.width(),
        image.height(),
        image.channels(),
        (double) image.width() / image.height(),
        mean,
        Math.sqrt(variance(luma, mean)),
        sharpness(FIXED.of(image)),
        entropy(counts, luma.length),
        level(counts, luma.length, 0.05),
        level(counts, luma.length, 0.99));
  }

  /**
   * Sharpness over the variance of luma, 0 or more: small where an image is blurry, however much
   * contrast it has; 0 where it has none.
   */
  public double relativeSharpness() {
    return contrast < FLAT ? 0 : sharpness / (contrast * contrast);
  }

  private static Size working(Image image) {
    double scale = Math.min(1, (double) LONGEST / Math.max(image.width(), image.height()));
    return new Size(
        (int) Math.max(1, Math.round(scale * image.width())),
        (int) Math.max(1, Math.round(scale * image.height())));
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double variance(double[] values, double mean) {
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / values.length;
  }

  /** Of the four neighbors' sum less four times the pixel, borders left out. */
  private static double sharpness(double[] luma) {
    int inside = SIDE - 2;
    var laplacian = new double[inside * inside];
    for (int y = 0; y < inside; y++) {
      for (int x = 0; x < inside; x++) {
        int at = (y + 1) * SIDE + x + 1;
        laplacian[y * inside + x] =
            luma[at - 1] + luma[at + 1] + luma[at - SIDE] + luma[at + SIDE] - 4 * luma[at];
      }
    }
    return variance(laplacian, mean(laplacian));
  }

  private static int[] histogram(double[] luma) {
    var counts = new int[BINS];
    for (double value : luma) {
      counts[(int) Math.max(0, Math.min(BINS - 1, Math.rint(value * (BINS - 1))))]++;
    }
    return counts;
  }

  private static double entropy(int[] counts, int pixels) {
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / pixels;
      entropy -= count > 0 ? share * Math.log(share) / Math.log(2) : 0;
    }
    return entropy;
  }

  /** The lowest level that so large a part of all pixels does not exceed. */
  private static double level(int[] counts, int pixels, double part) {
    int bin = 0;
    long below = counts[0];
    while (below < part * pixels) {
      bin++;
      below += counts[bin];
    }
    return (double) bin / (BINS - 1);
  }
}
