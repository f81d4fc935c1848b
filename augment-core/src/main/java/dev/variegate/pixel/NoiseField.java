package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.RNG;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Floats drawn one by one from a seed, on one thread, so that the seed alone decides them. The
 * caller closes the matrices.
 */
public final class NoiseField {

  private NoiseField() {}

  /** Even between two numbers. */
  public static Mat uniform(
      long seed, int rows, int columns, int channels, double low, double high) {
    var field = new Mat(rows, columns, CV_32FC(channels));
    try (var generator = new RNG(seed);
        var one = new Scalar(low);
        var other = new Scalar(high);
        var from = new Mat(1, 1, CV_64F, one);
        var to = new Mat(1, 1, CV_64F, other)) {
      generator._fill(field, RNG.UNIFORM, from, to, false);
    }
    return field;
  }
}
