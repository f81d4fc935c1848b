package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.exp;
import static org.bytedeco.opencv.global.opencv_core.log;
import static org.bytedeco.opencv.global.opencv_core.max;
import static org.bytedeco.opencv.global.opencv_core.min;
import static org.bytedeco.opencv.global.opencv_core.transform;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.Homography;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The space l-alpha-beta: logarithms of the cones' responses L, M and S, turned so that the colors
 * of natural scenes vary along each axis by itself. Of a gray image it is the logarithm alone,
 * which l is but for a factor and an offset.
 *
 * <p>Source: Ruderman et al., "Statistics of Cone Responses to Natural Images", 1998; the matrix of
 * RGB to LMS is equation 4 of Reinhard et al., 2001. Its way back is its inverse, which the printed
 * one misses by up to 0.7 %. Logarithms are natural, which the transfer of mean and deviation does
 * not mind.
 */
final class OpponentColors {

  /** What is darker counts as this, for black has no logarithm. */
  static final double MIN = 1 / 255.0;

  /** A logarithm far beyond white, whose power no sample type overflows at. */
  static final double MAX = 8;

  private static final double ROOT_2 = Math.sqrt(2);
  private static final double ROOT_3 = Math.sqrt(3);
  private static final double ROOT_6 = Math.sqrt(6);

  static final Homography CONES =
      new Homography(0.3811, 0.5783, 0.0402, 0.1967, 0.7244, 0.0782, 0.0241, 0.1288, 0.8444);

  static final Homography AXES =
      new Homography(
          1 / ROOT_3,
          1 / ROOT_3,
          1 / ROOT_3,
          1 / ROOT_6,
          1 / ROOT_6,
          -2 / ROOT_6,
          1 / ROOT_2,
          -1 / ROOT_2,
          0);

  private OpponentColors() {}

  /** Any samples as floats, 0..1 for integers. */
  static Mat fractions(Mat mat, SampleType type) {
    var fractions = new Mat();
    mat.convertTo(fractions, CV_32F, 1 / type.white(), 0);
    return fractions;
  }

  /** The axes of a gray or RGB image in fractions. */
  static Mat of(Mat fractions) {
    try (var cones = turned(fractions, CONES);
        var least = Scalar.all(MIN);
        var floor = new Mat(fractions.rows(), fractions.cols(), fractions.type(), least)) {
      max(cones, floor, cones);
      log(cones, cones);
      return turned(cones, AXES);
    }
  }

  /** Back to shares, which for colors far beyond white end somewhere beyond white too. */
  static Mat fractions(Mat axes) {
    try (var cones = turned(axes, AXES.inverse());
        var most = Scalar.all(MAX);
        var ceiling = new Mat(axes.rows(), axes.cols(), axes.type(), most)) {
      min(cones, ceiling, cones);
      exp(cones, cones);
      return turned(cones, CONES.inverse());
    }
  }

  /** Gray has one axis, which no turn moves. */
  private static Mat turned(Mat mat, Homography matrix) {
    return mat.channels() == 1 ? mat.clone() : changed(mat, 3, matrix.rows());
  }

  /** Each channel becomes a weighted sum of all, and an offset where the rows have one. */
  static Mat changed(Mat mat, int columns, double... rows) {
    var result = new Mat();
    try (var data = new DoublePointer(rows);
        var weights = new Mat(rows.length / columns, columns, CV_64F, data)) {
      transform(mat, result, weights);
    }
    return result;
  }
}
