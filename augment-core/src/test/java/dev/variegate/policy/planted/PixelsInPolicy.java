package dev.variegate.policy.planted;

import org.bytedeco.opencv.opencv_core.Mat;

/** Touches pixels where only order and chance belong. */
final class PixelsInPolicy {

  private PixelsInPolicy() {}

  static int rows(Mat mat) {
    return mat.rows();
  }
}
