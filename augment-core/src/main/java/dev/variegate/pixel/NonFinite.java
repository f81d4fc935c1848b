package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.checkRange;
import static org.bytedeco.opencv.global.opencv_core.inRange;

import java.nio.FloatBuffer;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * What happens to float samples that are no number, NaN or infinite, as measured images have where
 * there is no data: they stay as they are.
 *
 * <p>Statistics are taken over the numbers. A change by value gives NaN for NaN, and in all colors
 * of the pixel where it mixes them. A window or warp gives NaN where it weighs one, and nowhere
 * else.
 */
public final class NonFinite {

  /** A smaller weight is rounding, such as that of a Fourier transform. */
  private static final float MIN_WEIGHT = 1e-6f;

  private NonFinite() {}

  /** Whether all samples are numbers; those of integer images always are. */
  static boolean isNowhere(Mat mat) {
    return mat.depth() != CV_32F || checkRange(mat);
  }

  /**
   * 255 where all of up to four channels are numbers; empty, which to OpenCV means everywhere,
   * where all pixels are so. The caller closes it.
   */
  public static Mat numbers(Mat mat) {
    var numbers = new Mat();
    if (!isNowhere(mat)) {
      try (var lowest = Scalar.all(-Float.MAX_VALUE);
          var highest = Scalar.all(Float.MAX_VALUE);
          var low = new Mat(mat.rows(), mat.cols(), mat.type(), lowest);
          var high = new Mat(mat.rows(), mat.cols(), mat.type(), highest)) {
        inRange(mat, low, high, numbers);
      }
    }
    return numbers;
  }

  /**
   * Changes samples by their value and by statistics that know no NaN: these see the number before
   * it in reading order instead, and the pixel is NaN in the result.
   *
   * @param change of up to four channels; makes a new matrix
   */
  public static Mat kept(Mat mat, UnaryOperator<Mat> change) {
    if (isNowhere(mat)) {
      return change.apply(mat);
    }
    try (var filled = filled(mat);
        var numbers = numbers(mat);
        var others = new Mat()) {
      var result = change.apply(filled);
      bitwise_not(numbers, others);
      MaskedFill.set(result, others, Double.NaN);
      return result;
    }
  }

  /**
   * Changes samples by weighted sums of their neighbors, however these are computed.
   *
   * @param change makes a new matrix
   */
  public static Mat spread(Mat mat, UnaryOperator<Mat> change) {
    return spread(mat, change, change);
  }

  /**
   * As {@link #spread(Mat, UnaryOperator)}, for a change that is not a sum.
   *
   * @param weights a sum that weighs what the change looks at
   */
  public static Mat spread(Mat mat, UnaryOperator<Mat> change, UnaryOperator<Mat> weights) {
    if (isNowhere(mat)) {
      return change.apply(mat);
    }
    try (var filled = filled(mat);
        var marks = marks(mat);
        var weighed = weights.apply(marks)) {
      var result = change.apply(filled);
      FloatBuffer samples = result.createBuffer();
      FloatBuffer weight = weighed.createBuffer();
      for (int i = 0; i < samples.limit(); i++) {
        if (Math.abs(weight.get(i)) > MIN_WEIGHT) {
          samples.put(i, Float.NaN);
        }
      }
      return result;
    }
  }

  /** 1 for what is not a number, else 0. */
  private static Mat marks(Mat mat) {
    var marks = mat.clone();
    FloatBuffer samples = marks.createBuffer();
    for (int i = 0; i < samples.limit(); i++) {
      samples.put(i, Float.isFinite(samples.get(i)) ? 0 : 1);
    }
    return marks;
  }

  /** The numbers, and for others the one before it of its channel; 0 where there is none. */
  public static Mat filled(Mat mat) {
    var filled = mat.clone();
    if (isNowhere(mat)) {
      return filled;
    }
    FloatBuffer samples = filled.createBuffer();
    int channels = mat.channels();
    for (int channel = 0; channel < channels; channel++) {
      float last = first(samples, channel, channels);
      for (int i = channel; i < samples.limit(); i += channels) {
        last = Float.isFinite(samples.get(i)) ? samples.get(i) : last;
        samples.put(i, last);
      }
    }
    return filled;
  }

  private static float first(FloatBuffer samples, int channel, int channels) {
    for (int i = channel; i < samples.limit(); i += channels) {
      if (Float.isFinite(samples.get(i))) {
        return samples.get(i);
      }
    }
    return 0;
  }
}
