package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.split;

import dev.variegate.image.SampleType;
import dev.variegate.pixel.kernel.Kernels;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** Gray from RGB by the weights of ITU-R BT.601. */
public final class Luma {

  public static final double RED = 0.299;
  public static final double GREEN = 0.587;
  public static final double BLUE = 0.114;

  private Luma() {}

  /**
   * The mean gray as a fraction of full intensity, for integer samples rounded to a sample value.
   * The means of the channels give it without a gray image. Of bands it is the mean of all samples.
   */
  public static double mean(Mat mat, SampleType type) {
    double gray = mat.channels() == 3 ? meanOfColors(mat) : meanOfAll(mat);
    return type == SampleType.FLOAT32 ? gray : Math.rint(gray) / type.white();
  }

  private static double meanOfColors(Mat mat) {
    if (Kernels.canColor(mat)) {
      var sums = Kernels.ofThisJvm().sums(mat);
      double pixels = (double) mat.rows() * mat.cols();
      return (RED * sums[0] + GREEN * sums[1] + BLUE * sums[2]) / pixels;
    }
    try (var planes = new MatVector()) {
      split(mat, planes);
      return RED * mean(planes, 0) + GREEN * mean(planes, 1) + BLUE * mean(planes, 2);
    }
  }

  private static double mean(MatVector planes, int channel) {
    try (var plane = planes.get(channel)) {
      return mean(plane);
    }
  }

  private static double mean(Mat plane) {
    try (var numbers = NonFinite.numbers(plane);
        var mean = opencv_core.mean(plane, numbers)) {
      return mean.get(0);
    }
  }

  private static double meanOfAll(Mat mat) {
    try (var flat = mat.reshape(1)) {
      return mean(flat);
    }
  }
}
