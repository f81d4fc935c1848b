package dev.variegate.pixel;

import dev.variegate.codec.bytes.ChannelOrder;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;


/**
 * Pictures as others hand them over: 8-bit samples row by row, channels interleaved as grey, BGR or
 * BGRA, the order of OpenCV and of Spark's image struct.
 */
public final class BgrSamples {

  private BgrSamples() {}

  /** A picture of copied samples; the caller closes it. */
  public static Image image(int width, int height, int channels, byte[] samples) {
    try (var given = Image.ofBytes(width, height, channels, samples)) {
      return Image.own(ChannelOrder.toOpenCv(given.mat()));
    }
  }

  /** The samples of an 8-bit picture, copied; others are refused. */
  public static byte[] of(Image image) {
    if (!image.isColour() || image.type() != SampleType.UINT8) {
      throw new IllegalArgumentException(
          "Samples for an image struct are of %s, must be 8-bit grey, RGB or RGBA; keep such pictures encoded, in a binary column"
              .formatted(image));
    }
    try (var swapped = Image.own(ChannelOrder.toOpenCv(image.mat()))) {
      return swapped.toBytes();
    }
  }
}
