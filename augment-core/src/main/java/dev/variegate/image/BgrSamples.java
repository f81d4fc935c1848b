package dev.variegate.image;

/**
 * Pictures as others hand them over: 8-bit samples row by row, channels interleaved as grey, BGR or
 * BGRA, the order of OpenCV and of Spark's image struct.
 */
public final class BgrSamples {

  private BgrSamples() {}

  /** A picture of copied samples; the caller closes it. */
  public static Image image(int width, int height, int channels, byte[] samples) {
    try (var given = Image.ofBytes(width, height, channels, samples)) {
      return Image.own(ColourOrder.toOpenCv(given.mat()));
    }
  }

  /** The samples of an 8-bit picture, copied. */
  public static byte[] of(Image image) {
    try (var swapped = Image.own(ColourOrder.toOpenCv(image.mat()))) {
      return swapped.toBytes();
    }
  }
}
