package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.BMP;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.Size;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The header of a Windows or OS/2 bitmap, in any of its versions.
 *
 * @param size of the image
 * @param upwards whether the lowest row comes first, as in most
 * @param bits of a pixel: 1, 2, 4 or 8 for an entry of the palette, 16, 24 or 32 for colors
 * @param coding how pixels are packed
 * @param palette red, green and blue of each entry as {@code 0xrrggbb}; empty where there is none
 * @param masks which bits are red, green, blue and alpha; empty where bytes are
 * @param pixels where the pixels start
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record BmpHeader(
    Size size, boolean upwards, int bits, int coding, int[] palette, long[] masks, long pixels) {

  static final int RGB = 0;
  static final int RLE8 = 1;
  static final int RLE4 = 2;
  private static final int BITFIELDS = 3;
  private static final int ALPHA_BITFIELDS = 6;

  private static final int CORE = 12;
  private static final int SHORT_OS2 = 16;
  private static final int INFO = 40;

  /** OS/2's second version, which gives the codings 3 and 4 another meaning. */
  private static final int OS2 = 64;

  /** From here on a header has a mask of alpha. */
  private static final int WITH_ALPHA = 56;

  private static final int HEADER = 14;
  private static final int MASKS = HEADER + INFO;

  /** Color bits of pixels without masks. */
  private static final long[] FIVE_BITS = {0x7c00, 0x3e0, 0x1f, 0};

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var bmp = of(bytes, limit);
    return new ImageHeader(BMP, bmp.size, bmp.channels(), 8, 1, 1, Colors.AS_STORED);
  }

  static BmpHeader of(byte[] bytes, PixelLimit limit) {
    var view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "BMP");
    long length = view.u32(HEADER);
    if (length != CORE && length != SHORT_OS2 && length < INFO) {
      throw new BadImageException(
          CORRUPT,
          "BMP has a header of %d bytes but must be 12, 16, or 40 or more; the file is damaged, replace it"
              .formatted(length));
    }
    boolean core = length == CORE;
    long height = core ? view.u16(20) : view.i32(22);
    var size = limit.check(BMP, core ? view.u16(18) : view.i32(18), Math.abs(height));
    int bits = view.u16(core ? 24 : 28);
    int coding = length < INFO ? RGB : view.i32(30);
    requireKnown(bits, coding, length);
    var palette = palette(view, bits, length);
    long pixels = pixels(view, length, palette.length);
    var bmp =
        new BmpHeader(
            size,
            height > 0,
            bits,
            coding == BITFIELDS || coding == ALPHA_BITFIELDS ? RGB : coding,
            palette,
            masks(view, bits, coding, length),
            pixels);
    if (bmp.coding == RGB) {
      view.require(
          pixels, bmp.rowBytes() * (size.height() - 1L) + (size.width() * (long) bits + 7) / 8);
    } else {
      BmpRuns.requireEnoughData(size, bytes.length - pixels);
    }
    return bmp;
  }

  /** Rows are filled up to whole words of four bytes. */
  long rowBytes() {
    return ((long) size.width() * bits + 31) / 32 * 4;
  }

  int channels() {
    if (palette.length > 0) {
      return isGray() ? 1 : 3;
    }
    return masks.length > 0 && masks[3] != 0 ? 4 : 3;
  }

  private boolean isGray() {
    for (int entry : palette) {
      if ((entry & 0xff) != (entry >> 8 & 0xff) || (entry & 0xff) != entry >> 16) {
        return false;
      }
    }
    return true;
  }

  private static void requireKnown(int bits, int coding, long length) {
    boolean os2 = length == OS2;
    String kind =
        switch (coding) {
          case RGB -> Set.of(1, 2, 4, 8, 16, 24, 32).contains(bits) ? null : "";
          case RLE8 -> bits == 8 ? null : "";
          case RLE4 -> bits == 4 && !os2 ? null : "";
          case BITFIELDS -> os2 ? "Huffman codes of OS/2" : bits == 16 || bits == 32 ? null : "";
          case 4 -> os2 ? "24-bit runs of OS/2" : "a JPEG inside";
          case 5 -> "a PNG inside";
          case ALPHA_BITFIELDS -> bits == 16 || bits == 32 ? null : "";
          case 11, 12, 13 -> "CMYK";
          default -> "";
        };
    if (kind == null) {
      return;
    }
    if (kind.isEmpty()) {
      throw new BadImageException(
          CORRUPT,
          "BMP has compression %d with %d bits, which no BMP can have; the file is damaged, replace it"
              .formatted(coding, bits));
    }
    throw new BadImageException(
        UNSUPPORTED,
        "BMP has %s (compression %d), which is not supported: it must be plain, run-length coded or with masks; save it again as PNG"
            .formatted(kind, coding));
  }

  /** What lies between header and pixels, at most as much as the bits can name. */
  private static int[] palette(ByteView view, int bits, long length) {
    if (bits > 8) {
      return new int[0];
    }
    int entry = length == CORE ? 3 : 4;
    long used = length < INFO ? 0 : view.u32(46);
    long start = HEADER + length;
    long room = view.u32(10) > start ? (view.u32(10) - start) / entry : 1L << bits;
    long most = Math.min(1L << bits, room);
    var palette = new int[(int) (used == 0 ? most : Math.min(used, most))];
    for (int i = 0; i < palette.length; i++) {
      long at = start + (long) i * entry;
      palette[i] = view.u8(at + 2) << 16 | view.u8(at + 1) << 8 | view.u8(at);
    }
    if (palette.length == 0) {
      throw new BadImageException(
          CORRUPT,
          "BMP has no palette but must have one for its %d bits; replace the file".formatted(bits));
    }
    return palette;
  }

  /** Some writers forget the palette when they count where the pixels start. */
  private static long pixels(ByteView view, long length, int colors) {
    long said = view.u32(10);
    boolean forgotten = colors > 0 && said <= HEADER + length;
    return forgotten ? HEADER + length + (length == CORE ? 3L : 4L) * colors : said;
  }

  private static long[] masks(ByteView view, int bits, int coding, long length) {
    if (coding != BITFIELDS && coding != ALPHA_BITFIELDS) {
      return bits == 16 ? FIVE_BITS : new long[0];
    }
    boolean alpha = length >= WITH_ALPHA || coding == ALPHA_BITFIELDS;
    var masks = new long[4];
    for (int i = 0; i < (alpha ? 4 : 3); i++) {
      masks[i] = view.u32(MASKS + 4L * i);
      long lowest = Math.max(1, Long.lowestOneBit(masks[i]));
      if (Long.bitCount(masks[i] / lowest + 1) > 1 || masks[i] >>> bits != 0) {
        throw new BadImageException(
            CORRUPT,
            "BMP has the mask %08x for %d bits, whose bits must lie together within them; the file is damaged, replace it"
                .formatted(masks[i], bits));
      }
    }
    return masks;
  }
}
