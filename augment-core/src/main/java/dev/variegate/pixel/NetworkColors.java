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
 * How the channels of any picture go into a network of one or three channels, and what comes back.
 *
 * <p>Going in, three channels get grey three times and colours without their alpha, in the
 * picture's own type; one channel gets grey as it is and colours as their luma (ITU-R BT.601, full
 * range) in floats.
 *
 * <p>Coming back, all is rounded to 8 bits and clipped, once and last. The alpha of a source goes
 * with the result unchanged, scaled by cubic convolution where the size changed; a grey result
 * becomes RGBA then.
 */
public enum NetworkColors {
  /** The result has the channels that the network made: a grey source may turn to colours. */
  AS_MADE,
  /** The result of a grey source is the luma of what was made. */
  GREY_STAYS,
  /**
   * What was made is a luma: a colour source lends it its colour differences, scaled by cubic
   * convolution where the size changed.
   */
  LUMA_ALONE;

  private static final int ALPHA = 3;

  /** The picture with one or three channels; the caller closes it. */
  public static Image entering(Image picture, int channels) {
    picture.requireColour("A network", "choose three of them first");
    if (channels == 3) {
      return picture.channels() == 3 ? picture.copy() : Image.own(RgbFloats.rgb(picture.mat()));
    }
    return picture.channels() == 1 ? picture.copy() : luma(picture);
  }

  /**
   * The result in 8 bits; the caller closes it.
   *
   * @param made float, grey or RGB, black 0 and white 1
   * @param source the picture it was made of, maybe of another size
   */
  public Image leaving(Image made, Image source) {
    try (var coloured = coloured(made, source)) {
      var colours = UnitFloats.bytes(coloured.size(), coloured.channels(), coloured.toFloats());
      if (source.channels() <= ALPHA) {
        return colours;
      }
      try (colours) {
        return withAlpha(colours, source);
      }
    }
  }

  private Image coloured(Image made, Image source) {
    if (this == GREY_STAYS && source.channels() == 1 && made.channels() == 3) {
      return luma(made);
    }
    if (this == LUMA_ALONE && source.channels() > 1) {
      return colouredLike(source, made);
    }
    return made.copy();
  }

  private static Image luma(Image picture) {
    try (var split = YCbCr.of(picture)) {
      return split.luma().copy();
    }
  }

  private static Image colouredLike(Image source, Image luma) {
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

  private static Image withAlpha(Image colours, Image source) {
    var result = new Mat();
    try (var rgb = RgbFloats.rgb(colours.mat());
        var channel = new Mat()) {
      extractChannel(source.mat(), channel, ALPHA);
      cvtColor(rgb, result, COLOR_RGB2RGBA);
      try (var own = Image.own(channel);
          var sized = sized(own, colours);
          var alpha = UnitFloats.bytes(sized.size(), 1, UnitFloats.of(sized))) {
        insertChannel(alpha.mat(), result, ALPHA);
      }
    }
    return Image.own(result);
  }
}
