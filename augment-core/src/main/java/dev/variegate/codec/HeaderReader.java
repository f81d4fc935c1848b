package dev.variegate.codec;

import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.codec.tiff.TiffHeader;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;

/** Reads what an encoded image of any format says about itself. */
public final class HeaderReader {

  private HeaderReader() {}

  /**
   * Reads the header and checks that the file goes on to its end.
   *
   * @throws BadImageException if the bytes are not a whole image of a supported format
   */
  public static ImageHeader read(byte[] encoded) {
    return read(encoded, PixelLimit.NONE);
  }

  static ImageHeader read(byte[] encoded, PixelLimit limit) {
    return switch (FormatSignature.of(encoded)) {
      case JPEG -> JpegHeader.read(encoded, limit);
      case PNG -> PngHeader.read(encoded, limit);
      case WEBP -> WebpHeader.read(encoded, limit);
      case BMP -> BmpHeader.read(encoded, limit);
      case TIFF -> TiffHeader.read(encoded, limit);
      case GIF -> GifHeader.read(encoded, limit);
      case PNM -> PnmHeader.read(encoded, limit);
    };
  }
}
