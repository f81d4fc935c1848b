package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.PNG;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.ImageHeader.Colors;
import dev.variegate.image.ImageHeader.Flaw;
import dev.variegate.image.Size;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG (W3C third edition, which holds APNG as well) to its end. */
final class PngHeader {

  /** Where the kind of colors stands. */
  private static final int COLOR = 25;

  private static final int SIGNATURE = 8;
  private static final int GRAY = 0;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int GRAY_ALPHA = 4;
  private static final int RGBA = 6;

  /** Deflate expands at most 1032 times; what needs more is a lie about the size. */
  private static final long MAX_EXPANSION = 1032;

  private final byte[] bytes;
  private final ByteView view;
  private final PngOrientation orientation;
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private long dataBytes;
  private int frames = 1;
  private boolean transparency;

  private PngHeader(byte[] bytes) {
    this.bytes = bytes;
    this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "PNG");
    this.orientation = new PngOrientation(bytes, view);
  }

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    return new PngHeader(bytes).read(limit);
  }

  /** Whether a PNG whose header was read has a palette. */
  static boolean hasPalette(byte[] bytes) {
    return bytes[COLOR] == PALETTE;
  }

  /**
   * The default image alone of a PNG whose header was read: without the chunks of an animation,
   * those whose checksum is wrong and those that change no sample, of which libpng complains past
   * all loggers; the very bytes where it has none of them.
   */
  static byte[] plain(byte[] bytes) {
    return new PngHeader(bytes).plain();
  }

  private byte[] plain() {
    var plain = new FilteredBytes(bytes);
    int next;
    for (int at = SIGNATURE; !view.has(at + 4L, "IEND"); at = next) {
      int length = (int) view.u32(at);
      next = at + 12 + length;
      if (isPassedOver(at, length)) {
        plain.passOver(at, next);
      }
    }
    return plain.bytes();
  }

  private boolean isPassedOver(int at, int length) {
    return isAncillary(at)
        && (!view.has(at + 4L, "tRNS") || checksum(at, length) != view.u32(at + 8L + length));
  }

  private ImageHeader read(PixelLimit limit) {
    if (view.has(12, "CgBI")) {
      throw new BadImageException(
          UNSUPPORTED,
          "PNG is of the kind CgBI, which only Apple's iOS reads: it must be a plain PNG; convert it with pngcrush -revert-iphone-optimizations");
    }
    if (!view.has(12, "IHDR")) {
      throw new BadImageException(CORRUPT, "PNG does not begin with IHDR; replace the file");
    }
    var size = limit.check(PNG, view.u32(16), view.u32(20));
    int bits = view.u8(24);
    int color = view.u8(COLOR);
    walkToEnd(size);
    requireKnown(color, bits);
    requireEnoughData(size, bits);
    return new ImageHeader(
        PNG,
        size,
        channels(color),
        bits == 16 ? 16 : 8,
        frames,
        orientation.found(),
        Colors.AS_STORED,
        flaws);
  }

  private void requireKnown(int color, int bits) {
    boolean depth =
        switch (color) {
          case GRAY -> bits <= 16 && Integer.bitCount(bits) == 1;
          case PALETTE -> bits <= 8 && Integer.bitCount(bits) == 1;
          case RGB, GRAY_ALPHA, RGBA -> bits == 8 || bits == 16;
          default -> false;
        };
    if (!depth) {
      throw new BadImageException(
          CORRUPT,
          "PNG has color type %d with %d bits, which no PNG can have; the file is damaged, replace it"
              .formatted(color, bits));
    }
  }

  private void walkToEnd(Size size) {
    long at = SIGNATURE;
    while (!view.has(at + 4, "IEND")) {
      long length = at + 8 > bytes.length ? 0 : view.u32(at);
      if (at + 12 + length > bytes.length) {
        throw new BadImageException(
            TRUNCATED,
            "PNG of %s stops after %d bytes without its end chunk but must be whole; copy or download it again"
                .formatted(size, bytes.length));
      }
      if (isWhole(at, length)) {
        note(at, length);
      }
      at += 12 + length;
    }
    isWhole(at, 0);
  }

  /**
   * Whether the chunk is as it was written.
   *
   * @throws BadImageException if it is not, and the image hangs on it
   */
  private boolean isWhole(long at, long length) {
    long stored = view.u32(at + 8 + length);
    long right = checksum(at, length);
    if (stored == right) {
      return true;
    }
    if (!isAncillary(at)) {
      throw new BadImageException(
          CORRUPT,
          "PNG chunk %s at byte %d has checksum %08x but must be %08x; the file is damaged, copy or download it again"
              .formatted(view.latin1(at + 4, 4), at, stored, right));
    }
    flaws.add(Flaw.CHECKSUM);
    return false;
  }

  private long checksum(long at, long length) {
    var crc = new CRC32();
    crc.update(bytes, (int) at + 4, (int) length + 4);
    return crc.getValue();
  }

  /** Said by the fifth bit of the first letter of a chunk's type. */
  private boolean isAncillary(long at) {
    return (view.u8(at + 4) & 0x20) != 0;
  }

  private void requireEnoughData(Size size, int bits) {
    if (dataBytes * MAX_EXPANSION < size.pixels() * (double) bits / 8) {
      throw new BadImageException(
          CORRUPT,
          "PNG declares %s pixels but has only %d bytes of them, too few for that size; replace the file"
              .formatted(size, dataBytes));
    }
  }

  private void note(long at, long length) {
    if (view.has(at + 4, "IDAT")) {
      dataBytes += length;
    } else if (view.has(at + 4, "acTL")) {
      frames = (int) Math.max(1, Math.min(Integer.MAX_VALUE, view.u32(at + 8)));
    } else if (view.has(at + 4, "tRNS")) {
      transparency = true;
    } else {
      orientation.note((int) at, (int) length);
    }
  }

  private int channels(int color) {
    if (color == RGBA || color == GRAY_ALPHA || (transparency && color != GRAY)) {
      return 4;
    }
    return color == GRAY ? 1 : 3;
  }
}
