package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** One gray where a mask says so; an alpha channel gets 0 there. */
public final class MaskedFill {

  private MaskedFill() {}

  /**
   * Writes into the matrix.
   *
   * @param gray in units of its samples
   */
  public static void set(Mat matrix, Mat mask, double gray) {
    try (var data = new DoublePointer(gray, gray, gray, 0);
        var value = new Mat(4, 1, CV_64F, data)) {
      matrix.setTo(value, mask);
    }
  }
}
