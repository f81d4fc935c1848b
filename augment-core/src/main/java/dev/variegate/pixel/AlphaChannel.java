package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.bitwise_or;
import static org.bytedeco.opencv.global.opencv_core.divide;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.scaleAdd;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.THRESH_BINARY;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.threshold;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.util.function.UnaryOperator;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Keeps an alpha channel, the fourth of four, and what it hides out of the colors. */
public final class AlphaChannel {

  private static final int CHANNEL = 3;

  /** Fraction of full alpha below which a color is hidden. */
  private static final double MIN = 1e-4;

  /** Weight of neighbors where there is nothing else. */
  private static final double NEIGHBOR = 1e-6;

  private AlphaChannel() {}

  /**
   * Makes the image with changed colors and its own alpha.
   *
   * @param change given a matrix without alpha that it must not write to; makes a new one
   */
  public static Image aside(Image image, UnaryOperator<Mat> change) {
    if (image.channels() != CHANNEL + 1) {
      return Image.own(change.apply(image.mat()));
    }
    var result = new Mat();
    try (var colors = new Mat();
        var alpha = new Mat()) {
      cvtColor(image.mat(), colors, COLOR_RGBA2RGB);
      extractChannel(image.mat(), alpha, CHANNEL);
      try (var changed = change.apply(colors)) {
        cvtColor(changed, result, COLOR_RGB2RGBA);
      }
      insertChannel(alpha, result, CHANNEL);
    }
    return Image.own(result);
  }

  /**
   * As {@link #aside}, for a change that looks at more than one pixel: what is hidden is replaced
   * by what is seen about it, before and in the result.
   */
  public static Image surrounded(Image image, UnaryOperator<Mat> change) {
    if (isOpaque(image.mat())) {
      return aside(image, change);
    }
    try (var full = image.mat().clone();
        var weighed = weighed(full, CV_32F);
        var numbers = NonFinite.filled(weighed);
        var hidden = hidden(full)) {
      numbers.convertTo(numbers, -1, 1 / white(full), 0);
      try (var drawn = HiddenColors.drawnOn(numbers);
          var samples = new Mat()) {
        drawn.convertTo(samples, full.depth(), white(full), 0);
        for (int channel = 0; channel < CHANNEL; channel++) {
          copy(samples, full, channel, hidden);
        }
      }
      try (var opaque = Image.own(new Mat(full))) {
        return aside(opaque, change);
      }
    }
  }

  /**
   * Makes an image whose pixels are sums of neighbors, all channels alike, each color weighed by
   * its alpha (premultiplied), so that what is hidden is never seen. Where the result is
   * transparent, it hides the sum of what is stored.
   *
   * <p>Source: Porter and Duff, "Compositing Digital Images", SIGGRAPH 1984.
   *
   * @param change given matrices of samples and of floats that it must not write to; makes new ones
   */
  public static Image weighted(Image image, UnaryOperator<Mat> change) {
    return weighted(image, CV_32F, change);
  }

  /**
   * As {@link #weighted(Image, UnaryOperator)}.
   *
   * @param depth of the matrices of weighed colors, as OpenCV calls it
   */
  public static Image weighted(Image image, int depth, UnaryOperator<Mat> change) {
    var result = ChannelGroups.each(image.mat(), change);
    if (!isOpaque(image.mat())) {
      try (var weighed = weighed(image.mat(), depth);
          var changed = change.apply(weighed)) {
        color(result, changed);
      }
    }
    return Image.own(result);
  }

  /**
   * A new matrix of one seen through another, colors weighed by their alpha.
   *
   * @param opacity fraction of the one above, 0..1
   */
  public static Mat blended(Mat above, double opacity, Mat below) {
    var result = sum(above, opacity, below);
    if (!isOpaque(above) || !isOpaque(below)) {
      try (var one = weighed(above, CV_32F);
          var other = weighed(below, CV_32F);
          var sum = sum(one, opacity, other)) {
        color(result, sum);
      }
    }
    return result;
  }

  private static Mat sum(Mat above, double opacity, Mat below) {
    var sum = new Mat();
    addWeighted(above, opacity, below, 1 - opacity, 0, sum);
    return sum;
  }

  /** Whether nothing of it is hidden. */
  private static boolean isOpaque(Mat mat) {
    if (mat.channels() != CHANNEL + 1) {
      return true;
    }
    double[] least = {0};
    try (var alpha = new Mat()) {
      extractChannel(mat, alpha, CHANNEL);
      minMaxLoc(alpha, least, null, null, null, null);
    }
    return least[0] >= white(mat);
  }

  private static double white(Mat mat) {
    return SampleType.of(mat).white();
  }

  /** Colors times alpha, 0 where it is 0 whatever is stored there, and alpha, in the same units. */
  private static Mat weighed(Mat mat, int depth) {
    try (var floats = new Mat();
        var alpha = new Mat();
        var hidden = hidden(mat);
        var nothing = new Scalar(0);
        var black = new Mat(1, 1, CV_32F, nothing)) {
      mat.convertTo(floats, CV_32F);
      extractChannel(floats, alpha, CHANNEL);
      for (int channel = 0; channel < CHANNEL; channel++) {
        try (var plane = new Mat()) {
          extractChannel(floats, plane, channel);
          multiply(plane, alpha, plane, 1 / white(mat), -1);
          plane.setTo(black, hidden);
          insertChannel(plane, floats, channel);
        }
      }
      var weighed = new Mat();
      floats.convertTo(weighed, depth);
      return weighed;
    }
  }

  /** Puts colors that were weighed into the result wherever they are seen. */
  private static void color(Mat result, Mat weighed) {
    try (var floats = new Mat();
        var seen = new Mat();
        var samples = new Mat()) {
      weighed.convertTo(floats, CV_32F, 1 / white(result), 0);
      addNeighbors(floats);
      try (var divided = divided(floats);
          var unknown = hidden(floats, NEIGHBOR * NEIGHBOR);
          var hidden = hidden(result, NEIGHBOR)) {
        divided.convertTo(samples, result.depth(), white(result), 0);
        bitwise_or(unknown, hidden, hidden);
        bitwise_not(hidden, seen);
      }
      for (int channel = 0; channel < CHANNEL; channel++) {
        copy(samples, result, channel, seen);
      }
    }
  }

  /**
   * So little of each pixel's neighbors that it says where the pixel itself has no color: floats
   * and bytes are warped in different ways, and one may see a rim where the other sees none.
   */
  private static void addNeighbors(Mat floats) {
    try (var near = NonFinite.filled(floats);
        var square = new org.bytedeco.opencv.opencv_core.Size(5, 5)) {
      blur(near, near, square);
      scaleAdd(near, NEIGHBOR, floats, floats);
    }
  }

  private static void copy(Mat from, Mat to, int channel, Mat where) {
    try (var plane = new Mat();
        var target = new Mat()) {
      extractChannel(from, plane, channel);
      extractChannel(to, target, channel);
      plane.copyTo(target, where);
      insertChannel(target, to, channel);
    }
  }

  /** Floats of 0..1 whose colors are divided by their alpha; no number, mostly, where that is 0. */
  static Mat divided(Mat weighed) {
    var divided = weighed.clone();
    try (var alpha = new Mat();
        var plane = new Mat()) {
      extractChannel(weighed, alpha, CHANNEL);
      for (int channel = 0; channel < CHANNEL; channel++) {
        extractChannel(weighed, plane, channel);
        divide(plane, alpha, plane, 1, -1);
        insertChannel(plane, divided, channel);
      }
    }
    return divided;
  }

  /** 255 where alpha is about 0, or no number. */
  private static Mat hidden(Mat mat) {
    return hidden(mat, MIN);
  }

  private static Mat hidden(Mat mat, double least) {
    var hidden = new Mat();
    try (var alpha = new Mat();
        var floats = new Mat();
        var marks = new Mat();
        var seen = new Mat()) {
      extractChannel(mat, alpha, CHANNEL);
      alpha.convertTo(floats, CV_32F, 1 / white(mat), 0);
      threshold(floats, marks, least, 255, THRESH_BINARY);
      marks.convertTo(seen, CV_8U);
      bitwise_not(seen, hidden);
    }
    return hidden;
  }
}
