package dev.variegate.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * Converts samples from the colors of a profile to sRGB by the color management of the JDK (Little
 * CMS), with the rendering intent of the profile. Alpha stays. Gray becomes the gray of sRGB.
 */
final class SrgbConversion {

  private static final int COLORS = 3;

  private SrgbConversion() {}

  /**
   * The image in sRGB, or itself where it has floats or the profile does not fit or serve. An image
   * that is converted is closed.
   */
  static Image of(Image image, ColorProfile profile) {
    if (image.type() == SampleType.FLOAT32 || !profile.fits(image)) {
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
    int width = image.width();
    int channels = image.channels();
    int colors = Math.min(channels, COLORS);
    boolean bytes = image.type() == SampleType.UINT8;
    var samples = bytes ? unsigned(image.toBytes()) : unsigned(image.toShorts());
    var line = raster(bytes, width, colors);
    var made = raster(bytes, width, COLORS);
    var from = new int[width * colors];
    var to = new int[width * COLORS];
    for (int y = 0; y < image.height(); y++) {
      int row = y * width * channels;
      for (int i = 0; i < from.length; i++) {
        from[i] = samples[row + i / colors * channels + i % colors];
      }
      line.setPixels(0, 0, width, 1, from);
      convert.filter(line, made);
      made.getPixels(0, 0, width, 1, to);
      for (int i = 0; i < from.length; i++) {
        int color = colors == 1 ? 1 : i % colors; // of gray all three are about alike
        samples[row + i / colors * channels + i % colors] = to[i / colors * COLORS + color];
      }
    }
    return image(image, samples, bytes);
  }

  private static WritableRaster raster(boolean bytes, int width, int bands) {
    int type = bytes ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT;
    return Raster.createInterleavedRaster(type, width, 1, bands, null);
  }

  private static int[] unsigned(byte... samples) {
    var numbers = new int[samples.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Byte.toUnsignedInt(samples[i]);
    }
    return numbers;
  }

  private static int[] unsigned(short... samples) {
    var numbers = new int[samples.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Short.toUnsignedInt(samples[i]);
    }
    return numbers;
  }

  private static Image image(Image like, int[] samples, boolean bytes) {
    if (bytes) {
      var made = new byte[samples.length];
      for (int i = 0; i < made.length; i++) {
        made[i] = (byte) samples[i];
      }
      return Image.ofBytes(like.width(), like.height(), like.channels(), made);
    }
    var made = new short[samples.length];
    for (int i = 0; i < made.length; i++) {
      made[i] = (short) samples[i];
    }
    return Image.ofShorts(like.width(), like.height(), like.channels(), made);
  }
}
