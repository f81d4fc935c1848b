package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader.Colors;
import java.util.Arrays;

/**
 * What one pixel of a TIFF page is.
 *
 * @param channels as stored: a palette has one
 * @param bits of a stored sample
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette, 6 YCbCr
 * @param format 1 unsigned, 2 signed, 3 float; 4 says nothing and counts as 1
 */
record TiffSamples(long channels, long bits, long format, long photometric) {

  private static final int SIGNED = 2;
  private static final int FLOAT = 3;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int YCBCR = 6;
  private static final int MULTIPLIED = 1;
  private static final int ALPHA = 2;

  /** Reads and checks them. */
  static TiffSamples of(TiffDirectory page) {
    var samples =
        new TiffSamples(
            page.number(TiffTag.CHANNELS, 1),
            page.number(TiffTag.BITS, 1),
            page.number(TiffTag.SAMPLE_FORMAT, 1),
            page.number(TiffTag.PHOTOMETRIC, 0));
    boolean fax = TiffCoding.isFax(page);
    boolean jpeg = !fax && TiffCoding.compression(page) == TiffCompression.JPEG;
    requireAlike(page);
    samples.requireKnown(jpeg);
    if (fax && (samples.channels != 1 || samples.bits != 1)) {
      throw samples.refusal(" by fax codes");
    } else if (jpeg && !samples.fitsJpeg()) {
      throw samples.refusal(" by JPEG");
    }
    return samples;
  }

  /** Of the decoded image. */
  int decodedChannels() {
    return isPalette() ? 3 : (int) channels;
  }

  boolean isPalette() {
    return photometric == PALETTE;
  }

  /** Whether a JPEG inside holds RGB as it is, and no YCbCr. */
  boolean isRgb() {
    return photometric == RGB;
  }

  /** What is to be said about the fourth channel. */
  static Colors colors(TiffDirectory page, int channels) {
    if (channels != 4) {
      return Colors.AS_STORED;
    }
    return switch ((int) page.number(TiffTag.EXTRA_CHANNELS, 0)) {
      case MULTIPLIED -> Colors.MULTIPLIED;
      case ALPHA -> Colors.AS_STORED;
      default -> Colors.UNNAMED_ALPHA;
    };
  }

  /** Red, green and blue of each entry; palettes of 8 bits exist, though all should have 16. */
  byte[] palette(TiffDirectory page) {
    var map = page.numbers(TiffTag.COLOR_MAP);
    int entries = 1 << bits;
    if (map.length != 3 * entries) {
      throw new BadImageException(
          CORRUPT,
          "TIFF has a palette of %d numbers but must have %d for its %d bits; replace the file"
              .formatted(map.length, 3 * entries, bits));
    }
    int shift = Arrays.stream(map).anyMatch(number -> number > 255) ? 8 : 0;
    var palette = new byte[map.length];
    for (int i = 0; i < map.length; i++) {
      palette[i % entries * 3 + i / entries] = (byte) (map[i] >> shift);
    }
    return palette;
  }

  private static void requireAlike(TiffDirectory page) {
    for (var tag : new TiffTag[] {TiffTag.BITS, TiffTag.SAMPLE_FORMAT}) {
      var numbers = page.numbers(tag);
      if (Arrays.stream(numbers).distinct().count() > 1) {
        throw new BadImageException(
            UNSUPPORTED,
            "TIFF has channels of different kinds (%s %s) but must have one for all; save them as files of their own"
                .formatted(
                    tag == TiffTag.BITS ? "bits" : "sample formats", Arrays.toString(numbers)));
      }
    }
  }

  private void requireKnown(boolean jpeg) {
    if (format == SIGNED && photometric <= PALETTE) {
      throw new BadImageException(
          UNSUPPORTED,
          "TIFF has %d-bit signed integers but must be unsigned or floats, because values below 0 lie outside the range of black to white; add an offset to every sample (1024 to Hounsfield units) and save it as unsigned, or save it as floats"
              .formatted(bits));
    }
    boolean depth = format == FLOAT ? bits == 32 : (bits >= 1 && bits <= 8) || bits == 16;
    boolean known = format == 1 || format == FLOAT || format == 4;
    boolean meaning = photometric <= PALETTE || (photometric == YCBCR && jpeg);
    boolean palette = photometric != PALETTE || (bits <= 8 && channels == 1);
    if (!depth || !known || !meaning || !palette || channels < 1 || channels > Image.MAX_CHANNELS) {
      throw refusal("");
    }
  }

  private boolean fitsJpeg() {
    boolean colors = photometric == RGB || photometric == YCBCR;
    return bits == 8 && format != FLOAT && channels == (colors ? 3 : 1) && !isPalette();
  }

  private BadImageException refusal(String packed) {
    return new BadImageException(
        UNSUPPORTED,
        "TIFF has %d channels of %d-bit %s, photometric %d%s%s but must be gray, RGB, RGBA or up to 512 bands of 1 to 8 or 16-bit unsigned integers or 32-bit floats, a palette of at most 8 bits, an 8-bit JPEG of gray, RGB or YCbCr, or fax; save it again so"
            .formatted(
                channels,
                bits,
                switch ((int) format) {
                  case 1, 4 -> "integers";
                  case SIGNED -> "signed integers";
                  case FLOAT -> "floats";
                  default -> "samples of the format " + format;
                },
                photometric,
                name(),
                packed.isEmpty() ? "" : " and packed" + packed));
  }

  private String name() {
    return switch ((int) photometric) {
      case PALETTE -> " (palette)";
      case 4 -> " (transparency mask)";
      case 5 -> " (CMYK)";
      case YCBCR -> " (YCbCr)";
      case 8, 9, 10 -> " (Lab)";
      case 32_803 -> " (color filter array)";
      case 32_844, 32_845 -> " (LogLuv)";
      case 34_892 -> " (linear raw)";
      default -> "";
    };
  }
}
