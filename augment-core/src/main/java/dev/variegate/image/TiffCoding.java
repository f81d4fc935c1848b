package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import java.util.Set;

/**
 * Who decodes a TIFF page. OpenCV unpacks JPEG, fax codes, palettes and samples of fewer than eight
 * bits. All else is read here, for OpenCV gives wrong samples, without a word, of planes that lie
 * apart, of 16-bit RGB and of colours with alpha, and knows no more than four channels.
 */
enum TiffCoding {
  OURS,
  OPENCV;

  private static final int BYTE = 8;
  private static final int PALETTE = 3;
  private static final int JPEG = 7;
  private static final Set<Integer> FAX = Set.of(2, 3, 4);
  private static final int FLOATS = 32;

  static TiffCoding of(TiffDirectory page) {
    int compression = (int) page.number(TiffTag.COMPRESSION, 1);
    boolean packed = page.number(TiffTag.BITS, 1) < BYTE;
    boolean palette = page.number(TiffTag.PHOTOMETRIC, 0) == PALETTE;
    boolean mirrored = page.number(TiffTag.FILL_ORDER, 1) == 2; // the bits of each byte
    boolean special = compression == JPEG || FAX.contains(compression);
    return packed || palette || mirrored || special ? OPENCV : OURS;
  }

  /**
   * How strips and tiles are packed.
   *
   * @throws BadImageException if in a way that nobody here unpacks
   */
  static TiffCompression compression(TiffDirectory page) {
    long number = page.number(TiffTag.COMPRESSION, 1);
    return switch ((int) number) {
      case 1 -> TiffCompression.NONE;
      case 5 -> TiffCompression.LZW;
      case 8, 32_946 -> TiffCompression.DEFLATE;
      case 32_773 -> TiffCompression.PACKBITS;
      default ->
          throw new BadImageException(
              UNSUPPORTED,
              "TIFF has compression %d, must be none, LZW, Deflate or PackBits, or JPEG or fax for 8-bit grey and RGB; save it again with one of them"
                  .formatted(number));
    };
  }

  static TiffPredictor predictor(TiffDirectory page, ImageHeader header) {
    var packed = compression(page);
    if (packed == TiffCompression.NONE || packed == TiffCompression.PACKBITS) {
      return TiffPredictor.NONE; // the tag belongs to the others and is ignored elsewhere
    }
    long number = page.number(TiffTag.PREDICTOR, 1);
    if (number == 1) {
      return TiffPredictor.NONE;
    } else if (number == 2) {
      return TiffPredictor.HORIZONTAL;
    } else if (number == 3 && header.bits() == FLOATS) {
      return TiffPredictor.FLOAT;
    }
    throw new BadImageException(
        UNSUPPORTED,
        "TIFF has predictor %d on %d-bit samples, must be 1 (none), 2 (differences) or, for floats, 3; save it again with one of them"
            .formatted(number, header.bits()));
  }
}
