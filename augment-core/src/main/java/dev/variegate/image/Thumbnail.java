package dev.variegate.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_GRAY2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGBA2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_NEAREST;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Pictures made small (or, where tiny, enlarged by whole pixels) for people to look at: 8-bit RGB;
 * transparency is dropped, of bands the first is shown in grey, 16-bit and float samples are scaled
 * to their white.
 */
public final class Thumbnail {

  private Thumbnail() {}

  /**
   * The picture as a PNG whose longer side is at most {@code longest} pixels; smaller ones keep
   * their size.
   */
  public static byte[] png(byte[] encoded, int longest, ImageCodec codec) {
    try (var image = codec.decode(encoded);
        var rgb = Image.own(rgb(image));
        var small = Image.own(fit(rgb.mat(), Math.min(longest, longer(rgb.mat()))))) {
      return codec.encode(small, Encoding.of(ImageFormat.PNG));
    }
  }

  /** The picture fitted into a square of this side; the caller closes it. */
  static Mat square(byte[] encoded, int side, ImageCodec codec) {
    try (var image = codec.decode(encoded);
        var rgb = rgb(image)) {
      return fit(rgb, side);
    }
  }

  private static Mat rgb(Image image) {
    var eightBit = new Mat();
    image.mat().convertTo(eightBit, CV_8U, 255 / image.type().white(), 0);
    if (eightBit.type() == CV_8UC3) {
      return eightBit;
    }
    var rgb = new Mat();
    try (eightBit;
        var first = new Mat()) {
      if (image.channels() == 4) {
        cvtColor(eightBit, rgb, COLOR_RGBA2RGB);
      } else {
        extractChannel(eightBit, first, 0);
        cvtColor(first, rgb, COLOR_GRAY2RGB);
      }
    }
    return rgb;
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
