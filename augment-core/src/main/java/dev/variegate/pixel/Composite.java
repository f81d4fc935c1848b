package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Puts what was made into the hole of an image, and only there. */
public final class Composite {

  private static final int ALPHA = 3;
  private static final double MID_GRAY = 0.5;

  private Composite() {}

  /**
   * The image with the hole of its mask filled from another one. Has the image's own size, channels
   * and sample type; outside the hole its very samples, and its alpha everywhere. Filled samples
   * are converted, rounded and clipped; for a gray image they become luma (BT.601).
   *
   * <p>All three stay open; the caller closes the result.
   *
   * @param filled of any type and channels
   * @param mask 8-bit gray, not 0 in the hole
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Image intoHole(Image image, Image filled, Image mask) {
    HoleMask.requireFits(mask, image);
    Require.sameSize("Filled image", filled, "its source", image);
    var result = image.mat().clone();
    try (var converted = converted(filled, image)) {
      converted.copyTo(result, mask.mat());
    }
    return Image.own(result);
  }

  /**
   * What a network may see of the image: floats of one channel (luma, BT.601) or three, with
   * mid-gray, 0.5, in the hole. The caller closes the result.
   *
   * @param mask 8-bit gray, not 0 in the hole
   */
  public static Image blanked(Image image, Image mask, int channels) {
    HoleMask.requireFits(mask, image);
    var result = new Mat();
    try (var fractions = RgbFloats.fractions(image);
        var gray = new Scalar(MID_GRAY, MID_GRAY, MID_GRAY, 0);
        var blank = new Mat(image.height(), image.width(), RgbFloats.FLOAT_RGB, gray)) {
      blank.copyTo(fractions, mask.mat());
      if (channels == 1) {
        cvtColor(fractions, result, COLOR_RGB2GRAY);
      } else {
        fractions.copyTo(result);
      }
    }
    return Image.own(result);
  }

  private static Mat converted(Image filled, Image image) {
    var result = new Mat();
    try (var colors = channels(filled.mat(), image)) {
      double scale = image.type().white() / filled.type().white();
      colors.convertTo(result, image.type().depth(), scale, 0);
    }
    if (image.channels() > ALPHA) {
      try (var alpha = new Mat()) {
        extractChannel(image.mat(), alpha, ALPHA);
        insertChannel(alpha, result, ALPHA);
      }
    }
    return result;
  }

  /** As many channels as the image has; the alpha among them is replaced later. */
  private static Mat channels(Mat filled, Image image) {
    if (filled.channels() == image.channels()) {
      return new Mat(filled);
    }
    try (var rgb = RgbFloats.rgb(filled)) {
      if (image.channels() == ALPHA) {
        return new Mat(rgb);
      }
      var converted = new Mat();
      cvtColor(rgb, converted, image.channels() == 1 ? COLOR_RGB2GRAY : COLOR_RGB2RGBA);
      return converted;
    }
  }
}
