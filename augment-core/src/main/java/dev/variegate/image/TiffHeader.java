package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.TIFF;

import java.util.HashSet;

/** Reads the first directory of a TIFF 6.0 and counts its pages. */
final class TiffHeader {

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int CHANNELS = 277;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;
  private static final int SAMPLE_FORMAT = 339;
  private static final int FLOAT = 3;

  private static final int PALETTE = 3;

  private TiffHeader() {}

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var page = TiffDirectory.first(bytes, 0, "TIFF");
    var size = limit.check(TIFF, page.number(WIDTH, 0), page.number(HEIGHT, 0));
    requireSupported(page);
    int channels = (int) page.number(CHANNELS, 1);
    return new ImageHeader(
        TIFF,
        size,
        page.number(PHOTOMETRIC, 0) == PALETTE ? 3 : channels,
        (int) Math.max(8, page.number(BITS, 1)),
        pages(page, bytes.length),
        page.orientation(),
        false);
  }

  private static void requireSupported(TiffDirectory page) {
    long bits = page.number(BITS, 1);
    long channels = page.number(CHANNELS, 1);
    long photometric = page.number(PHOTOMETRIC, 0);
    boolean isFloat = page.number(SAMPLE_FORMAT, 1) == FLOAT;
    boolean depth = isFloat ? bits == 32 : bits <= 8 || bits == 16;
    if (!depth || photometric > PALETTE || channels == 2 || channels > 4) {
      throw new BadImageException(
          UNSUPPORTED,
          "TIFF has %d channels of %d-bit %s, photometric %d, must be grey, RGB, RGBA or palette with 8 or 16-bit integers or 32-bit floats; save it again as PNG"
              .formatted(channels, bits, isFloat ? "floats" : "integers", photometric));
    }
  }

  /** Counts the pages and requires the pixels of each, so that a cut in a later one shows too. */
  private static int pages(TiffDirectory first, int length) {
    var seen = new HashSet<Long>();
    var page = first;
    requireWhole(page, length);
    for (long next = page.next(); next != 0; next = page.next()) {
      if (!seen.add(next)) {
        throw new BadImageException(CORRUPT, "TIFF pages run in a circle; replace the file");
      }
      page = first.at(next);
      requireWhole(page, length);
    }
    return seen.size() + 1;
  }

  private static void requireWhole(TiffDirectory page, int length) {
    requireWhole(page.numbers(STRIP_OFFSETS), page.numbers(STRIP_LENGTHS), length);
    requireWhole(page.numbers(TILE_OFFSETS), page.numbers(TILE_LENGTHS), length);
  }

  private static void requireWhole(long[] offsets, long[] lengths, int length) {
    for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
      if (offsets[i] + lengths[i] > length) {
        throw new BadImageException(
            TRUNCATED,
            "TIFF has %d bytes but its pixels end at %d, must be whole; copy or download it again"
                .formatted(length, offsets[i] + lengths[i]));
      }
    }
  }
}
