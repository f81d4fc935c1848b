package dev.variegate.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.bitwise_not;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.minMaxLoc;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_8;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.line;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleType;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * Images made small (or, where tiny, enlarged by whole pixels) for people to look at: 8-bit RGB.
 *
 * <p>What is transparent shows white below it. Of bands the first three are shown as red, green and
 * blue; of two the first in gray. 16-bit and float samples are scaled to their white; where none
 * shown reaches a quarter of it, or some lie beyond black and white, they are stretched from the
 * darkest to the brightest, as in 12-bit slices of a body and in measured values.
 */
public final class Thumbnail {

  /** Images that keep below one of so many parts of the range are shown brighter. */
  private static final double DIM = 4;

  /** The channel of images with four. */
  private static final int ALPHA = 3;

  /** Red, green and blue of polygons: seldom in photographs. */
  private static final int[] POLYGON = {0, 255, 160};

  private Thumbnail() {}

  /**
   * The image as a PNG whose longer side is at most {@code longest} pixels; smaller ones keep their
   * size.
   */
  public static byte[] png(byte[] encoded, int longest, ImageCodec codec) {
    return png(encoded, longest, List.of(), codec);
  }

  /**
   * The same with polygons drawn over it.
   *
   * @param polygons each x, y, x, y ... of its corners, in pixels of the image
   */
  public static byte[] png(byte[] encoded, int longest, List<double[]> polygons, ImageCodec codec) {
    try (var image = codec.decode(encoded);
        var rgb = Image.own(rgb(image));
        var small = Image.own(fit(rgb.mat(), Math.min(longest, longer(rgb.mat()))))) {
      double across = (double) small.width() / image.width();
      double down = (double) small.height() / image.height();
      polygons.forEach(polygon -> draw(polygon, across, down, small.mat()));
      return codec.encode(small, Encoding.of(ImageFormat.PNG));
    }
  }

  private static void draw(double[] polygon, double across, double down, Mat onto) {
    try (var color = new Scalar(POLYGON[0], POLYGON[1], POLYGON[2], 0)) {
      for (int i = 0; i < polygon.length; i += 2) {
        int next = (i + 2) % polygon.length;
        try (var from = point(polygon[i] * across, polygon[i + 1] * down, onto);
            var to = point(polygon[next] * across, polygon[next + 1] * down, onto)) {
          line(onto, from, to, color, 2, LINE_8, 0);
        }
      }
    }
  }

  /** A point within the image, so that a polygon at its edge is seen. */
  private static Point point(double x, double y, Mat within) {
    return new Point(
        (int) Math.round(Math.min(Math.max(x, 0), within.cols() - 1)),
        (int) Math.round(Math.min(Math.max(y, 0), within.rows() - 1)));
  }

  /** The image fitted into a square of this side; the caller closes it. */
  static Mat square(byte[] encoded, int side, ImageCodec codec) {
    try (var image = codec.decode(encoded);
        var rgb = rgb(image)) {
      return fit(rgb, side);
    }
  }

  private static Mat rgb(Image image) {
    try (var shown = shown(image.mat());
        var eightBit = eightBit(shown, image.type())) {
      if (image.channels() == ALPHA + 1) {
        return overWhite(eightBit, image);
      }
      if (eightBit.channels() == 3) {
        return new Mat(eightBit);
      }
      var rgb = new Mat();
      cvtColor(eightBit, rgb, COLOR_GRAY2RGB);
      return rgb;
    }
  }

  private static Mat overWhite(Mat rgb, Image image) {
    var blended = new Mat();
    try (var alpha = new Mat();
        var opaque = new Mat();
        var transparent = new Mat()) {
      extractChannel(image.mat(), alpha, ALPHA);
      alpha.convertTo(alpha, CV_8U, 255 / image.type().white(), 0);
      cvtColor(alpha, opaque, COLOR_GRAY2RGB);
      bitwise_not(opaque, transparent);
      multiply(rgb, opaque, blended, 1 / 255.0, -1);
      add(blended, transparent, blended);
    }
    return blended;
  }

  /** One channel or three. */
  private static Mat shown(Mat mat) {
    int channels = mat.channels();
    if (channels == 1 || channels == 3) {
      return new Mat(mat);
    }
    int some = channels == 2 ? 1 : 3;
    var shown = new Mat(mat.rows(), mat.cols(), CV_MAKETYPE(mat.depth(), some));
    try (var channel = new Mat()) {
      for (int i = 0; i < some; i++) {
        extractChannel(mat, channel, i);
        insertChannel(channel, shown, i);
      }
    }
    return shown;
  }

  private static Mat eightBit(Mat shown, SampleType type) {
    double black = 0;
    double white = type.white();
    if (type != SampleType.UINT8) {
      var ends = ends(shown);
      boolean beyond = ends[0] < 0 || ends[1] > white;
      if (ends[1] > ends[0] && (beyond || ends[1] < white / DIM)) {
        black = ends[0];
        white = ends[1];
      }
    }
    double scale = 255 / (white - black);
    var eightBit = new Mat();
    shown.convertTo(eightBit, CV_8U, scale, -black * scale);
    return eightBit;
  }

  /** The smallest and the largest sample. */
  private static double[] ends(Mat shown) {
    try (var flat = shown.reshape(1);
        var low = new DoublePointer(1);
        var high = new DoublePointer(1);
        var nothing = new Mat()) {
      minMaxLoc(flat, low, high, null, null, nothing);
      return new double[] {low.get(), high.get()};
    }
  }

  private static Mat fit(Mat rgb, int side) {
    double scale = (double) side / longer(rgb);
    if (scale > 1) {
      scale = Math.floor(scale); // whole steps, so that pixels stay square and sharp
    }
    int width = Math.max(1, (int) Math.round(rgb.cols() * scale));
    int height = Math.max(1, (int) Math.round(rgb.rows() * scale));
    var fitted = new Mat();
    try (var size = new org.bytedeco.opencv.opencv_core.Size(width, height)) {
      resize(rgb, fitted, size, 0, 0, scale < 1 ? INTER_AREA : INTER_NEAREST);
    }
    return fitted;
  }

  private static int longer(Mat mat) {
    return Math.max(mat.cols(), mat.rows());
  }
}
