package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.ImageFormat.TIFF;

import dev.variegate.codec.bytes.Orientation;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import java.util.HashSet;

/** Reads the first directory of a TIFF 6.0 or BigTIFF and counts its pages. */
public final class TiffHeader {

  private TiffHeader() {}

  public static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var page = TiffDirectory.first(bytes, 0, "TIFF");
    var size =
        limit.check(
            TIFF,
            page.number(TiffTag.WIDTH, 0),
            page.number(TiffTag.HEIGHT, 0),
            page.number(TiffTag.CHANNELS, 1));
    var samples = TiffSamples.of(page);
    var header =
        new ImageHeader(
            TIFF,
            size,
            samples.decodedChannels(),
            (int) Math.max(8, samples.bits()),
            pages(page, bytes.length),
            Orientation.of(page.orientation(), Orientation.ofXmp(page.bytes(TiffTag.XMP))),
            TiffSamples.colors(page, samples.decodedChannels()));
    if (!TiffCoding.isFax(page)) {
      TiffLayout.of(page, samples, header, limit);
    }
    return header;
  }

  /** Counts the pages and requires the pixels of each, so that a cut in a later one shows too. */
  private static int pages(TiffDirectory first, int length) {
    var seen = new HashSet<Long>();
    var page = first;
    long pieces = requireWhole(page, length);
    for (long next = page.next(); next != 0; next = page.next()) {
      if (!seen.add(next)) {
        throw new BadImageException(CORRUPT, "TIFF pages run in a circle; replace the file");
      }
      page = first.at(next);
      pieces += requireWhole(page, length);
      if (pieces > length) { // pages that share their lists could be gone through for hours
        throw new BadImageException(
            CORRUPT,
            "TIFF of %d bytes lists %d strips and tiles, more than it can hold; replace the file"
                .formatted(length, pieces));
      }
    }
    return seen.size() + 1;
  }

  /** How many strips and tiles the page has. */
  private static long requireWhole(TiffDirectory page, int length) {
    return requireWhole(
            page.numbers(TiffTag.STRIP_OFFSETS), page.numbers(TiffTag.STRIP_LENGTHS), length)
        + requireWhole(
            page.numbers(TiffTag.TILE_OFFSETS), page.numbers(TiffTag.TILE_LENGTHS), length);
  }

  private static long requireWhole(long[] offsets, long[] lengths, int length) {
    for (int i = 0; i < Math.min(offsets.length, lengths.length); i++) {
      boolean beyond = offsets[i] < 0 || lengths[i] < 0 || offsets[i] > length - lengths[i];
      if (beyond) {
        throw new BadImageException(
            TRUNCATED,
            "TIFF has %d bytes but its pixels end at %s; copy or download it again"
                .formatted(length, Long.toUnsignedString(offsets[i] + lengths[i])));
      }
    }
    return offsets.length;
  }
}
