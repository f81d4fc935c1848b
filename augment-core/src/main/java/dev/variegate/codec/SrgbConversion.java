package dev.variegate.codec;

import dev.variegate.image.ColorProfile;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.stream.IntStream;

/**
 * Converts samples from the colors of a profile to sRGB by the color management of the JDK (Little
 * CMS), with the rendering intent of the profile. Alpha stays. Gray becomes the gray of sRGB.
 */
final class SrgbConversion {

  private static final int[] COLORS = {0, 1, 2};

  /** Of gray all three are about alike. */
  private static final int[] GREEN = {1};

  private SrgbConversion() {}

  /**
   * The image in sRGB, or itself where it has floats or the profile does not fit or serve. An image
   * that is converted is closed.
   */
  static Image of(Image image, ColorProfile profile) {
    if (image.type() == SampleType.FLOAT32 || !profile.fits(image.channels())) {
      return image;
    }
    try {
      var from = ICC_Profile.getInstance(profile.bytes());
      var srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
      var convert = new ColorConvertOp(new ICC_Profile[] {from, srgb}, null);
      var converted = converted(image, convert);
      image.close();
      return converted;
    } catch (IllegalArgumentException | CMMException e) { // the profile is of no use
      return image;
    }
  }

  private static Image converted(Image image, ColorConvertOp convert) {
    if (image.type() == SampleType.UINT8) {
      var samples = image.toBytes();
      convert(image, new DataBufferByte(samples, samples.length), convert);
      return Image.ofBytes(image.width(), image.height(), image.channels(), samples);
    }
    var samples = image.toShorts();
    convert(image, new DataBufferUShort(samples, samples.length), convert);
    return Image.ofShorts(image.width(), image.height(), image.channels(), samples);
  }

  /** By rows of their own, because the JDK copies all of the array that a raster lies in. */
  private static void convert(Image image, DataBuffer samples, ColorConvertOp convert) {
    int width = image.width();
    int channels = image.channels();
    var places = IntStream.range(0, channels).toArray();
    var whole =
        Raster.createInterleavedRaster(
            samples, width, image.height(), width * channels, channels, places, null);
    var colors = channels == 1 ? places : COLORS;
    var from = row(samples, width, colors.length);
    var to = row(samples, width, COLORS.length);
    var kept = to.createChild(0, 0, width, 1, 0, 0, channels == 1 ? GREEN : COLORS);
    for (int y = 0; y < image.height(); y++) {
      var row = whole.createWritableChild(0, y, width, 1, 0, 0, colors);
      from.setRect(row);
      convert.filter(from, to);
      row.setRect(kept);
    }
  }

  private static WritableRaster row(DataBuffer like, int width, int bands) {
    return Raster.createInterleavedRaster(like.getDataType(), width, 1, bands, null);
  }
}
