package dev.variegate.pixel;

import dev.variegate.codec.bytes.ChannelOrder;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;

/**
 * Images as others hand them over: 8-bit samples row by row, channels interleaved as gray, BGR or
 * BGRA, the order of OpenCV and of Spark's image struct.
 */
public final class BgrSamples {

  private BgrSamples() {}

  /** An image of copied samples; the caller closes it. */
  public static Image image(int width, int height, int channels, byte[] samples) {
    try (var given = Image.ofBytes(width, height, channels, samples)) {
      return Image.own(ChannelOrder.toOpenCv(given.mat()));
    }
  }

  /** The samples of an 8-bit image, copied; others are refused. */
  public static byte[] of(Image image) {
    if (!image.isColor() || image.type() != SampleType.UINT8) {
      throw new IllegalArgumentException(
          "Samples for an image struct are of %s but must be 8-bit gray, RGB or RGBA; keep such images encoded, in a binary column"
              .formatted(image));
    }
    try (var swapped = Image.own(ChannelOrder.toOpenCv(image.mat()))) {
      return swapped.toBytes();
    }
  }
}
