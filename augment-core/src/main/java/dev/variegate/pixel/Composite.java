package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** Puts what was made into the hole of a picture, and only there. */
public final class Composite {

  private static final int ALPHA = 3;
  private static final double MID_GREY = 0.5;

  private Composite() {}

  /**
   * The picture with the hole of its mask filled from another one. Has the picture's own size,
   * channels and sample type; outside the hole its very samples, and its alpha everywhere. Filled
   * samples are converted, rounded and clipped; for a grey picture they become luma (BT.601).
   *
   * <p>All three stay open; the caller closes the result.
   *
   * @param filled of any type and channels
   * @param mask 8-bit grey, not 0 in the hole
   * @throws IllegalArgumentException if the sizes differ
   */
  public static Image intoHole(Image picture, Image filled, Image mask) {
    HoleMask.requireFits(mask, picture);
    Require.sameSize("Filled picture", filled, "its source", picture);
    var result = picture.mat().clone();
    try (var converted = converted(filled, picture)) {
      converted.copyTo(result, mask.mat());
    }
    return Image.own(result);
  }

  /**
   * What a network may see of the picture: floats of one channel (luma, BT.601) or three, with
   * mid-grey, 0.5, in the hole. The caller closes the result.
   *
   * @param mask 8-bit grey, not 0 in the hole
   */
  public static Image blanked(Image picture, Image mask, int channels) {
    HoleMask.requireFits(mask, picture);
    var result = new Mat();
    try (var shares = RgbFloats.shares(picture);
        var grey = new Scalar(MID_GREY, MID_GREY, MID_GREY, 0);
        var blank = new Mat(picture.height(), picture.width(), RgbFloats.FLOAT_RGB, grey)) {
      blank.copyTo(shares, mask.mat());
      if (channels == 1) {
        cvtColor(shares, result, COLOR_RGB2GRAY);
      } else {
        shares.copyTo(result);
      }
    }
    return Image.own(result);
  }

  private static Mat converted(Image filled, Image picture) {
    var result = new Mat();
    try (var colours = channels(filled.mat(), picture)) {
      double scale = picture.type().white() / filled.type().white();
      colours.convertTo(result, picture.type().depth(), scale, 0);
    }
    if (picture.channels() > ALPHA) {
      try (var alpha = new Mat()) {
        extractChannel(picture.mat(), alpha, ALPHA);
        insertChannel(alpha, result, ALPHA);
      }
    }
    return result;
  }

  /** As many channels as the picture has; the alpha among them is replaced later. */
  private static Mat channels(Mat filled, Image picture) {
    if (filled.channels() == picture.channels()) {
      return new Mat(filled);
    }
    try (var rgb = RgbFloats.rgb(filled)) {
      if (picture.channels() == ALPHA) {
        return new Mat(rgb);
      }
      var converted = new Mat();
      cvtColor(rgb, converted, picture.channels() == 1 ? COLOR_RGB2GRAY : COLOR_RGB2RGBA);
      return converted;
    }
  }
}
