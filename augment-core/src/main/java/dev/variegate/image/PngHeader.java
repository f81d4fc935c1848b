package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.ImageFormat.PNG;

import dev.variegate.image.ImageHeader.Colours;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Walks the chunks of a PNG (W3C third edition, which holds APNG as well) to its end. */
final class PngHeader {

  /** Where the kind of colours stands. */
  private static final int COLOUR = 25;

  private static final int GREY = 0;
  private static final int PALETTE = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGBA = 6;

  /** Deflate expands at most 1032 times; what needs more is a lie about the size. */
  private static final long MOST_EXPANSION = 1032;

  private final byte[] bytes;
  private final ByteView view;
  private long dataBytes;
  private int frames = 1;
  private int orientation = 1;
  private boolean transparency;

  private PngHeader(byte[] bytes) {
    this.bytes = bytes;
    this.view = new ByteView(bytes, ByteOrder.BIG_ENDIAN, "PNG");
  }

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    return new PngHeader(bytes).read(limit);
  }

  /** Whether a PNG whose header was read has a palette. */
  static boolean hasPalette(byte[] bytes) {
    return bytes[COLOUR] == PALETTE;
  }

  private ImageHeader read(PixelLimit limit) {
    if (!view.has(12, "IHDR")) {
      throw new BadImageException(CORRUPT, "PNG does not begin with IHDR; replace the file");
    }
    var size = limit.check(PNG, view.u32(16), view.u32(20));
    int bits = view.u8(24);
    int colour = view.u8(COLOUR);
    walkToEnd(size);
    requireEnoughData(size, bits);
    return new ImageHeader(
        PNG, size, channels(colour), bits == 16 ? 16 : 8, frames, orientation, Colours.AS_STORED);
  }

  private void walkToEnd(Size size) {
    long at = 8;
    while (!view.has(at + 4, "IEND")) {
      long length = at + 8 > bytes.length ? 0 : view.u32(at);
      if (at + 12 + length > bytes.length) {
        throw new BadImageException(
            TRUNCATED,
            "PNG of %s stops after %d bytes without its end chunk, must be whole; copy or download it again"
                .formatted(size, bytes.length));
      }
      requireChecksum(at, length);
      note(at, length);
      at += 12 + length;
    }
    requireChecksum(at, 0);
  }

  private void requireChecksum(long at, long length) {
    var crc = new CRC32();
    crc.update(bytes, (int) at + 4, (int) length + 4);
    long stored = view.u32(at + 8 + length);
    if (stored != crc.getValue()) {
      throw new BadImageException(
          CORRUPT,
          "PNG chunk %s at byte %d has checksum %08x, must be %08x; the file is damaged, copy or download it again"
              .formatted(view.latin1(at + 4, 4), at, stored, crc.getValue()));
    }
  }

  private void requireEnoughData(Size size, int bits) {
    if (dataBytes * MOST_EXPANSION < size.pixels() * (double) bits / 8) {
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
    } else if (view.has(at + 4, "eXIf")) {
      orientation = TiffDirectory.exifOrientation(bytes, (int) at + 8);
    }
  }

  private int channels(int colour) {
    if (colour == RGBA || colour == GREY_ALPHA || (transparency && colour != GREY)) {
      return 4;
    }
    return colour == GREY ? 1 : 3;
  }
}
