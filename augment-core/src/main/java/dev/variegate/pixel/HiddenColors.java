package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Draws colors on to where alpha hides them, so that what looks at neighbors or at a whole image
 * meets colors like those that are seen, whatever is stored there.
 *
 * <p>Source: Gortler et al., "The Lumigraph", SIGGRAPH 1996, section 3.4, pull-push: each pixel is
 * made full by the mean of a coarser image.
 */
final class HiddenColors {

  private static final int ALPHA = 3;

  private HiddenColors() {}

  /**
   * A new matrix of opaque colors.
   *
   * @param weighed floats, colors times alpha and alpha, 0..1
   */
  static Mat drawnOn(Mat weighed) {
    var result = new Mat();
    try (var rest = rest(weighed);
        var coarse = coarse(weighed)) {
      multiply(coarse, rest, result);
      add(result, weighed, result);
    }
    return result;
  }

  /** The coarser image at this size, opaque too. */
  private static Mat coarse(Mat weighed) {
    int columns = weighed.cols();
    int rows = weighed.rows();
    if (columns == 1 && rows == 1) {
      return AlphaChannel.divided(weighed);
    }
    var coarse = new Mat();
    try (var half = resized(weighed, (columns + 1) / 2, (rows + 1) / 2, INTER_AREA);
        var full = drawnOn(half)) {
      resized(full, coarse, columns, rows, INTER_LINEAR);
    }
    return coarse;
  }

  private static Mat resized(Mat mat, int columns, int rows, int flag) {
    var result = new Mat();
    resized(mat, result, columns, rows, flag);
    return result;
  }

  private static void resized(Mat from, Mat to, int columns, int rows, int flag) {
    try (var size = new org.bytedeco.opencv.opencv_core.Size(columns, rows)) {
      resize(from, to, size, 0, 0, flag);
    }
  }

  /** What alpha leaves to be filled, in all four channels. */
  private static Mat rest(Mat weighed) {
    var rest = weighed.clone();
    try (var alpha = new Mat();
        var left = new Mat()) {
      extractChannel(weighed, alpha, ALPHA);
      alpha.convertTo(left, -1, -1, 1);
      for (int channel = 0; channel <= ALPHA; channel++) {
        insertChannel(left, rest, channel);
      }
    }
    return rest;
  }
}
