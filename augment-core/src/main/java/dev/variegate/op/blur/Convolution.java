package dev.variegate.op.blur;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT_101;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import dev.variegate.image.Image;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.NonFinite;
import dev.variegate.pixel.kernel.Kernels;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Weighs each pixel's neighbors by a square of numbers, mirrored at the edges. */
final class Convolution {

  /** OpenCV is fast at smaller squares. */
  private static final int LEAST_REACH = 3;

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
    int reach = side / 2;
    if (reach >= LEAST_REACH && Kernels.canConvolve(mat, reach) && isMirrored(side, weights)) {
      return mirrored(mat, reach, weights);
    }
    var result = new Mat();
    try (var data = new FloatPointer(weights);
        var kernel = new Mat(side, side, CV_32F, data);
        var middle = new Point(-1, -1)) {
      filter2D(mat, result, -1, kernel, middle, 0, BORDER_REFLECT_101);
    }
    return result;
  }

  private static Mat mirrored(Mat mat, int reach, float... weights) {
    int side = reach + 1;
    var quadrant = new float[side * side];
    for (int i = 0; i < quadrant.length; i++) {
      int row = i / side;
      quadrant[i] = weights[(reach + row) * (2 * reach + 1) + reach + i % side];
    }
    try (var wide = new Mat();
        var black = new Scalar(0)) {
      copyMakeBorder(mat, wide, reach, reach, reach, reach, BORDER_REFLECT_101, black);
      return Kernels.ofThisJvm().convolve(wide, reach, quadrant);
    }
  }

  /** Whether left is as right and above as below. */
  private static boolean isMirrored(int side, float... weights) {
    for (int i = 0; i < weights.length; i++) {
      int row = i / side;
      int mirrored = row * side + side - 1 - i % side;
      if (weights[i] != weights[mirrored] || weights[i] != weights[weights.length - 1 - mirrored]) {
        return false;
      }
    }
    return true;
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
