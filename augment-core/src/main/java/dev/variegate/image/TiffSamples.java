package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;

import dev.variegate.image.ImageHeader.Colours;
import java.util.Arrays;

/**
 * What one pixel of a TIFF page is.
 *
 * @param bits of a stored sample
 * @param photometric 0 white is zero, 1 black is zero, 2 RGB, 3 palette
 * @param format 1 unsigned, 2 signed, 3 float; 4 says nothing and counts as 1
 */
record TiffSamples(long channels, long bits, long format, long photometric) {

  private static final int SIGNED = 2;
  private static final int FLOAT = 3;
  private static final int PALETTE = 3;
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
    requireAlike(page);
    samples.requireKnown();
    if (TiffCoding.of(page) == TiffCoding.OPENCV) {
      samples.requireForOpenCv();
    } else {
      TiffCoding.compression(page);
    }
    return samples;
  }

  /** Of the decoded picture. */
  int decodedChannels() {
    return photometric == PALETTE ? 3 : (int) channels;
  }

  /** What is to be said about the fourth channel. */
  static Colours colours(TiffDirectory page, int channels) {
    if (channels != 4) {
      return Colours.AS_STORED;
    }
    if (TiffCoding.of(page) == TiffCoding.OPENCV) {
      return Colours.MULTIPLIED;
    }
    return switch ((int) page.number(TiffTag.EXTRA_CHANNELS, 0)) {
      case MULTIPLIED -> Colours.MULTIPLIED;
      case ALPHA -> Colours.AS_STORED;
      default -> Colours.UNNAMED_ALPHA;
    };
  }

  private static void requireAlike(TiffDirectory page) {
    for (var tag : new TiffTag[] {TiffTag.BITS, TiffTag.SAMPLE_FORMAT}) {
      var numbers = page.numbers(tag);
      if (Arrays.stream(numbers).distinct().count() > 1) {
        throw new BadImageException(
            UNSUPPORTED,
            "TIFF has channels of different kinds (%s %s), must have one for all; save them as files of their own"
                .formatted(
                    tag == TiffTag.BITS ? "bits" : "sample formats", Arrays.toString(numbers)));
      }
    }
  }

  private void requireKnown() {
    if (format == SIGNED && photometric <= PALETTE) {
      throw new BadImageException(
          UNSUPPORTED,
          "TIFF has %d-bit signed integers, must be unsigned or floats, as what lies below 0 has no place between black and white; add an offset to every sample (1024 to Hounsfield units) and save it as unsigned, or save it as floats"
              .formatted(bits));
    }
    boolean depth = format == FLOAT ? bits == 32 : (bits >= 1 && bits <= 8) || bits == 16;
    boolean known = format == 1 || format == FLOAT || format == 4;
    if (!depth
        || !known
        || photometric > PALETTE
        || channels < 1
        || channels > Image.MOST_CHANNELS) {
      throw refusal();
    }
  }

  private void requireForOpenCv() {
    if (bits > 8 || channels == 2 || channels > 4) {
      throw refusal();
    }
  }

  private BadImageException refusal() {
    return new BadImageException(
        UNSUPPORTED,
        "TIFF has %d channels of %d-bit %s, photometric %d, must be grey, RGB, RGBA or up to 512 bands of 8 or 16-bit unsigned integers or 32-bit floats, or a palette, JPEG or fax of at most 8 bits; save it again so"
            .formatted(
                channels,
                bits,
                format == FLOAT ? "floats" : format == SIGNED ? "signed integers" : "integers",
                photometric));
  }
}
