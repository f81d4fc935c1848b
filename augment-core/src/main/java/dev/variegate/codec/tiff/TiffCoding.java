package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import dev.variegate.image.BadImageException;
import java.util.Set;

/**
 * How the strips and tiles of a TIFF page are packed, and whether by fax codes, which OpenCV
 * unpacks. All else is read here, for OpenCV gives wrong samples, without a word, of planes that
 * lie apart, of 16-bit RGB and of colors with alpha, knows no more than four channels and few of
 * the packed ones, and no JPEG inside other than RGB.
 */
public final class TiffCoding {

  private static final Set<Integer> FAX = Set.of(2, 3, 4);
  private static final int BYTE = 8;
  private static final int FLOATS = 32;

  private TiffCoding() {}

  public static boolean isFax(TiffDirectory page) {
    return FAX.contains((int) page.number(TiffTag.COMPRESSION, 1));
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
      case 7 -> TiffCompression.JPEG;
      case 8, 32_946 -> TiffCompression.DEFLATE;
      case 32_773 -> TiffCompression.PACKBITS;
      default ->
          throw new BadImageException(
              UNSUPPORTED,
              "TIFF has compression %d%s, which is not supported: it must be none, LZW, Deflate, PackBits, JPEG or fax; save it again with one of them"
                  .formatted(number, name((int) number)));
    };
  }

  private static String name(int compression) {
    return switch (compression) {
      case 6 -> " (JPEG of the old kind)";
      case 9, 10, 34_661 -> " (JBIG)";
      case 32_766 -> " (NeXT)";
      case 32_809 -> " (ThunderScan)";
      case 33_003, 33_005, 34_712 -> " (JPEG 2000)";
      case 34_676, 34_677 -> " (SGI LogLuv)";
      case 34_887 -> " (LERC)";
      case 34_892 -> " (lossy DNG)";
      case 34_925 -> " (LZMA)";
      case 50_000 -> " (Zstandard)";
      case 50_001 -> " (WebP)";
      case 50_002, 52_546 -> " (JPEG XL)";
      default -> "";
    };
  }

  static TiffPredictor predictor(TiffDirectory page, TiffSamples samples) {
    if (!compression(page).isPredicted()) {
      return TiffPredictor.NONE; // the tag belongs to the others and is ignored elsewhere
    }
    long number = page.number(TiffTag.PREDICTOR, 1);
    if (number == 1) {
      return TiffPredictor.NONE;
    } else if (number == 2 && samples.bits() >= BYTE) {
      return TiffPredictor.HORIZONTAL;
    } else if (number == 3 && samples.bits() == FLOATS) {
      return TiffPredictor.FLOAT;
    }
    throw new BadImageException(
        UNSUPPORTED,
        "TIFF has predictor %d on %d-bit samples but must be 1 (none), 2 (differences, of 8 bits or more) or, for floats, 3; save it again with one of them"
            .formatted(number, samples.bits()));
  }
}
