package dev.variegate.quality.source;

import java.io.Serializable;

/**
 * What images of a class are like, by medians.
 *
 * @param sharpness relative to contrast, see {@link
 *     dev.variegate.quality.ImageStatistics#relativeSharpness}
 * @param area in pixels
 * @param aspect width over height
 */
public record UsualImage(double sharpness, double area, double aspect) implements Serializable {

  /**
   * How blurry an image is beside these, 0 to 1: one half at the median, 0.9 at a ninth of it, 1
   * without any edge.
   */
  public double blurry(double sharpnessOfImage) {
    double sum = sharpness + sharpnessOfImage;
    return sum > 0 ? sharpness / sum : 0.5;
  }

  /** How odd its area is, 0 (the median) to 1: 0.9 where it is ten times or a tenth of it. */
  public double oddSize(double areaOfImage) {
    return odd(areaOfImage, area);
  }

  /** How odd its shape is, 0 (the median) to 1: 0.5 where it is twice as wide or as high. */
  public double oddAspect(double aspectOfImage) {
    return odd(aspectOfImage, aspect);
  }

  private static double odd(double value, double median) {
    return 1 - Math.min(value / median, median / value);
  }
}
