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
   * means of the channels give it without a grey picture. Of bands it is the mean of all samples.
   */
  static double mean(Mat mat, SampleType type) {
    double grey = mat.channels() == 3 ? meanOfColours(mat) : meanOfAll(mat);
    return type == SampleType.FLOAT32 ? grey : Math.rint(grey) / type.white();
  }

  private static double meanOfColours(Mat mat) {
    try (var means = opencv_core.mean(mat)) {
      return RED * means.get(0) + GREEN * means.get(1) + BLUE * means.get(2);
    }
  }

  private static double meanOfAll(Mat mat) {
    try (var flat = mat.reshape(1);
        var means = opencv_core.mean(flat)) {
      return means.get(0);
    }
  }
}
