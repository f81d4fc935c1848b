package dev.variegate.op;

import dev.variegate.image.SampleType;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Grey from RGB by the weights of ITU-R BT.601. */
final class Luma {

  static final double RED = 0.299;
  static final double GREEN = 0.587;
  static final double BLUE = 0.114;

  private Luma() {}

  /**
   * The mean grey as a share of full intensity, for integer samples rounded to a sample value. The
   * means of the channels give it without a grey picture.
   */
  static double mean(Mat mat, SampleType type) {
    try (var means = opencv_core.mean(mat)) {
      double grey =
          mat.channels() == 1
              ? means.get(0)
              : RED * means.get(0) + GREEN * means.get(1) + BLUE * means.get(2);
      return type == SampleType.FLOAT32 ? grey : Math.rint(grey) / type.white();
    }
  }
}
