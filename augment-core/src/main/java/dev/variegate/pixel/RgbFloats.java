package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import org.bytedeco.opencv.opencv_core.Mat;

/** Images of any kind as RGB floats in fractions of full intensity, and back. */
public final class RgbFloats {

  static final int FLOAT_RGB = CV_32FC3;

  private RgbFloats() {}

  /** RGB floats, 0..1 for integer samples; gray gives equal channels, alpha is left out. */
  static Mat fractions(Image image) {
    var result = new Mat();
    try (var rgb = rgb(image.mat())) {
      rgb.convertTo(result, CV_32F, 1 / image.type().white(), 0);
    }
    return result;
  }

  /** Back to samples: integers are rounded and clipped, floats are kept as they are. */
  static Image image(Mat fractions, SampleType type) {
    var result = new Mat();
    fractions.convertTo(result, type.depth(), type.white(), 0);
    return Image.own(result);
  }

  /** One channel of RGB of which all three are about alike. */
  public static Mat gray(Mat rgb) {
    var gray = new Mat();
    cvtColor(rgb, gray, COLOR_RGB2GRAY);
    return gray;
  }

  /** Three channels of the same samples; shares them where there are three already. */
  public static Mat rgb(Mat mat) {
    if (mat.channels() == 3) {
      return new Mat(mat);
    }
    var rgb = new Mat();
    cvtColor(mat, rgb, mat.channels() == 1 ? COLOR_GRAY2RGB : COLOR_RGBA2RGB);
    return rgb;
  }
}
