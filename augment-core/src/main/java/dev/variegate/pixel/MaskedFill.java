package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** One grey where a mask says so; an alpha channel gets 0 there. */
public final class MaskedFill {

  private MaskedFill() {}

  /**
   * Writes into the matrix.
   *
   * @param grey in units of its samples
   */
  public static void set(Mat matrix, Mat mask, double grey) {
    try (var data = new DoublePointer(grey, grey, grey, 0);
        var value = new Mat(4, 1, CV_64F, data)) {
      matrix.setTo(value, mask);
    }
  }
}
