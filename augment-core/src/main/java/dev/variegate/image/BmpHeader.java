package dev.variegate.image;

import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static dev.variegate.image.ImageFormat.BMP;

import dev.variegate.image.ImageHeader.Colours;
import java.nio.ByteOrder;

/** Reads the header of a Windows bitmap (BITMAPINFOHEADER and its successors). */
final class BmpHeader {

  private static final int RGB = 0;
  private static final int BITFIELDS = 3;
  private static final int INFO_HEADER = 40;

  /** Where headers of version 3 and up say which bits are alpha; zero where none are. */
  private static final int ALPHA_MASK = 66;

  private BmpHeader() {}

  static ImageHeader read(byte[] bytes, PixelLimit limit) {
    var view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "BMP");
    long headerLength = view.u32(14);
    if (headerLength < INFO_HEADER) {
      throw new BadImageException(
          UNSUPPORTED,
          "BMP has a header of %d bytes, must be %d or more (Windows 3); save it again as PNG"
              .formatted(headerLength, INFO_HEADER));
    }
    var size = limit.check(BMP, view.i32(18), Math.abs((long) view.i32(22)));
    int bits = view.u16(28);
    long compression = view.u32(30);
    if (compression == RGB || compression == BITFIELDS) {
      long row = ((long) size.width() * bits + 31) / 32 * 4;
      view.require(view.u32(10), Math.min(row, Integer.MAX_VALUE) * size.height());
    }
    return new ImageHeader(
        BMP, size, channels(view, bits, headerLength), 8, 1, 1, Colours.AS_STORED);
  }

  private static int channels(ByteView view, int bits, long headerLength) {
    if (bits <= 8) {
      return greyPalette(view, bits, 14 + headerLength) ? 1 : 3;
    }
    boolean masks = headerLength > ALPHA_MASK - 14 && view.u32(30) == BITFIELDS;
    return bits == 32 && masks && view.u32(ALPHA_MASK) != 0 ? 4 : 3;
  }

  private static boolean greyPalette(ByteView view, int bits, long palette) {
    long used = view.u32(46);
    long colours = used == 0 ? 1L << bits : used;
    for (long at = palette; at < palette + 4 * colours; at += 4) {
      if (view.u8(at) != view.u8(at + 1) || view.u8(at) != view.u8(at + 2)) {
        return false;
      }
    }
    return true;
  }
}
