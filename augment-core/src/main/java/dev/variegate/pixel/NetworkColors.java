package dev.variegate.pixel;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2RGBA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.UnitFloats;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How the channels of any image go into a network of one, three or four channels, and what comes
 * back.
 *
 * <p>Going in, three channels get gray three times and colors without their alpha, in the image's
 * own type; four get the alpha too, which is opaque where the image has none; one channel gets gray
 * as it is and colors as their luma (ITU-R BT.601, full range) in floats.
 *
 * <p>Coming back, all is rounded to 8 bits and clipped, once and last. The alpha of a source goes
 * with the result unchanged, scaled by cubic convolution where the size changed, unless the network
 * makes one, which stays but where gray does; a gray result becomes RGBA then.
 */
public enum NetworkColors {
  /** The result has the channels that the network made: a gray source may turn to colors. */
  AS_MADE,
  /** The result of a gray source is the luma of what was made. */
  GRAY_STAYS,
  /**
   * What was made is a luma: a color source lends it its color differences, scaled by cubic
   * convolution where the size changed.
   */
  LUMA_ALONE;

  private static final int ALPHA = 3;
  private static final int RGBA = 4;

  /** The image with one, three or four channels; the caller closes it. */
  public static Image entering(Image image, int channels) {
    image.requireColor("A network", "choose three of them first");
    if (channels == RGBA) {
      return image.channels() == RGBA ? image.copy() : opaque(image);
    }
    if (channels == 3) {
      return image.channels() == 3 ? image.copy() : Image.own(RgbFloats.rgb(image.mat()));
    }
    return image.channels() == 1 ? image.copy() : luma(image);
  }

  private static Image opaque(Image image) {
    var result = new Mat();
    try (var rgb = RgbFloats.rgb(image.mat())) {
      cvtColor(rgb, result, COLOR_RGB2RGBA); // with the highest value of the type
    }
    return Image.own(result);
  }

  /**
   * The result in 8 bits; the caller closes it.
   *
   * @param made float, gray, RGB or RGBA, black 0 and white 1
   * @param source the image it was made of, maybe of another size
   */
  public Image leaving(Image made, Image source) {
    if (this == GRAY_STAYS && source.channels() == 1 && made.channels() > 1) {
      try (var luma = luma(made)) {
        return rounded(luma, source);
      }
    }
    if (this == LUMA_ALONE && source.channels() > 1) {
      try (var colored = coloredLike(source, made)) {
        return rounded(colored, source);
      }
    }
    return rounded(made, source);
  }

  private static Image rounded(Image made, Image source) {
    var colors = UnitFloats.bytes(made.size(), made.channels(), made.toFloats());
    if (source.channels() < RGBA || made.channels() == RGBA) {
      return colors;
    }
    try (colors) {
      return withAlpha(colors, source);
    }
  }

  private static Image luma(Image image) {
    try (var split = YCbCr.of(image)) {
      return split.luma().copy();
    }
  }

  private static Image coloredLike(Image source, Image luma) {
    try (var split = YCbCr.of(source);
        var cb = sized(split.cb(), luma);
        var cr = sized(split.cr(), luma)) {
      return YCbCr.rgb(luma, cb, cr, SampleType.FLOAT32);
    }
  }

  private static Image sized(Image image, Image like) {
    return image.size().equals(like.size())
        ? image.copy()
        : Resampling.BICUBIC.resample(image, like.size());
  }

  private static Image withAlpha(Image colors, Image source) {
    var result = new Mat();
    try (var rgb = RgbFloats.rgb(colors.mat());
        var channel = new Mat()) {
      extractChannel(source.mat(), channel, ALPHA);
      cvtColor(rgb, result, COLOR_RGB2RGBA);
      try (var own = Image.own(channel);
          var sized = sized(own, colors);
          var alpha = UnitFloats.bytes(sized.size(), 1, UnitFloats.of(sized))) {
        insertChannel(alpha.mat(), result, ALPHA);
      }
    }
    return Image.own(result);
  }
}
