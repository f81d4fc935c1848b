package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import dev.variegate.image.Image;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/** Weighs each pixel's neighbors by a square of numbers, mirrored at the edges. */
final class Convolution {

  private Convolution() {}

  /**
   * All channels alike, alpha too: what is blurred must fade together.
   *
   * @param weights row by row, {@code side * side} of them
   */
  static Image whole(Image image, int side, float... weights) {
    return AlphaChannel.weighted(image, mat -> filtered(mat, side, weights));
  }

  /** Colors alone. */
  static Image colors(Image image, int side, float... weights) {
    return AlphaChannel.surrounded(image, mat -> filtered(mat, side, weights));
  }

  /** A new matrix of the same type, rounded and clamped where it holds integers. */
  private static Mat filtered(Mat mat, int side, float... weights) {
    return NonFinite.spread(mat, numbers -> weighed(numbers, side, weights));
  }

  private static Mat weighed(Mat mat, int side, float... weights) {
    var result = new Mat();
    try (var data = new FloatPointer(weights);
        var kernel = new Mat(side, side, CV_32F, data);
        var middle = new Point(-1, -1)) {
      filter2D(mat, result, -1, kernel, middle, 0, BORDER_REFLECT_101);
    }
    return result;
  }

  /** The weights scaled so that they sum to 1. */
  static float[] normalized(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    var normalized = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      normalized[i] = (float) (weights[i] / sum);
    }
    return normalized;
  }
}
