package dev.variegate.op.weather;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.subtract;

import dev.variegate.image.Image;
import dev.variegate.pixel.AlphaChannel;
import dev.variegate.pixel.ChannelGroups;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Lays one gray over an image, here thicker and there thinner; alpha is kept. */
final class AlphaOverlay {

  private static final double LEVELS = 255;

  private AlphaOverlay() {}

  /**
   * Each color sample becomes {@code sample + density (gray - sample)}.
   *
   * @param density float, one channel, 0 (nothing) to 1 (the gray alone), of the image's size
   * @param gray fraction of full intensity, 0..1
   */
  static Image over(Image image, Mat density, double gray) {
    return AlphaChannel.aside(
        image,
        mat -> ChannelGroups.each(mat, few -> over(few, density, gray * image.type().white())));
  }

  private static Mat over(Mat mat, Mat density, double gray) {
    return mat.depth() == CV_8U ? overBytes(mat, density, gray) : overOthers(mat, density, gray);
  }

  /** Densities of 255 levels: whole numbers are faster, and miss by one level at most. */
  private static Mat overBytes(Mat mat, Mat density, double gray) {
    var result = new Mat();
    try (var levels = new Mat();
        var rest = new Mat();
        var added = new Mat()) {
      density.convertTo(levels, CV_8U, LEVELS, 0);
      try (var fractions = repeated(levels, mat.channels())) {
        bitwise_not(fractions, rest);
        multiply(mat, rest, result, 1 / LEVELS, -1);
        if (gray > 0) {
          fractions.convertTo(added, -1, gray / LEVELS, 0);
          add(result, added, result);
        }
      }
    }
    return result;
  }

  private static Mat overOthers(Mat mat, Mat density, double gray) {
    var result = new Mat();
    try (var full = new Scalar(gray, gray, gray, gray);
        var value = new Mat(mat.rows(), mat.cols(), CV_32FC(mat.channels()), full);
        var samples = new Mat();
        var fractions = repeated(density, mat.channels())) {
      mat.convertTo(samples, CV_32F);
      subtract(value, samples, value);
      multiply(value, fractions, value);
      add(samples, value, samples);
      samples.convertTo(result, mat.depth());
    }
    return result;
  }

  private static Mat repeated(Mat plane, int channels) {
    if (channels == 1) {
      return new Mat(plane);
    }
    var planes = new Mat[channels];
    Arrays.fill(planes, plane);
    var result = new Mat();
    try (var all = new MatVector(planes)) {
      merge(all, result);
    }
    return result;
  }
}
