package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Size;
import java.nio.ByteOrder;

/** Run-length codes of bitmaps with 4 or 8 bits a pixel. */
final class BmpRuns {

  private static final int END_OF_LINE = 0;
  private static final int END = 1;
  private static final int DELTA = 2;

  private final ByteView view;
  private final BmpHeader bmp;
  private final byte[] entries;
  private long at;
  private int x;
  private int y;

  BmpRuns(byte[] bytes, BmpHeader bmp) {
    this.view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "BMP");
    this.bmp = bmp;
    this.entries = new byte[Math.toIntExact(bmp.size().pixels())];
    this.at = bmp.pixels();
  }

  /** An end may come early, but two bytes there must be. */
  static void requireEnoughData(Size size, long length) {
    if (length < 2) {
      throw new BadImageException(
          CORRUPT,
          "BMP declares %s pixels but has only %d bytes of them, too few for that size; replace the file"
              .formatted(size, Math.max(0, length)));
    }
  }

  /** Entries of the palette, row by row as they come in the file; 0 where nothing is said. */
  byte[] expand() {
    while (y < bmp.size().height()) {
      if (y == bmp.size().height() - 1 && x >= bmp.size().width() && at + 2 > view.length()) {
        break; // all is there but the end
      }
      int count = next();
      int value = next();
      if (count > 0) {
        run(count, value);
      } else if (value == END) {
        break;
      } else if (value == END_OF_LINE) {
        x = 0;
        y++;
      } else if (value == DELTA) {
        x += next();
        y += next();
      } else {
        literally(value);
      }
    }
    return entries;
  }

  private int next() {
    if (at >= view.length()) {
      throw new BadImageException(
          TRUNCATED,
          "BMP of %s stops after %d bytes, in row %d but must be whole; copy or download it again"
              .formatted(bmp.size(), view.length(), y + 1));
    }
    return view.u8(at++);
  }

  private void run(int count, int value) {
    for (int i = 0; i < count; i++) {
      put(bmp.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 0xf);
    }
  }

  /** As many entries as said, filled up to words of two bytes. */
  private void literally(int count) {
    long start = at;
    for (int i = 0; i < count; i++) {
      int value = bmp.bits() == 8 || i % 2 == 0 ? next() : view.u8(at - 1) << 4;
      put(bmp.bits() == 8 ? value : value >> 4 & 0xf);
    }
    at += (at - start) % 2;
  }

  /** What goes beyond the end of a row is cut off. */
  private void put(int entry) {
    if (x < bmp.size().width()) {
      entries[y * bmp.size().width() + x] = (byte) entry;
    }
    x++;
  }
}
