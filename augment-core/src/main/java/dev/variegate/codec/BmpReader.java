package dev.variegate.codec;

import dev.variegate.codec.bytes.ByteView;
import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;
import java.nio.ByteOrder;

/**
 * Reads the pixels of a bitmap. OpenCV knows only two sets of masks, takes others for them, and
 * makes 248 of full 5-bit samples.
 *
 * <p>Samples of n bits are scaled so that all bits set are 255. Pixels that run-length codes skip
 * have the first color of the palette, as in most readers.
 */
final class BmpReader {

  private final byte[] bytes;
  private final BmpHeader bmp;
  private final int channels;
  private final byte[] samples;

  private BmpReader(byte[] bytes, BmpHeader bmp) {
    this.bytes = bytes;
    this.bmp = bmp;
    this.channels = bmp.channels();
    this.samples = new byte[Math.multiplyExact(Math.toIntExact(bmp.size().pixels()), channels)];
  }

  /** The caller closes it. */
  static Image read(byte[] bytes, ImageHeader header) {
    var size = header.size();
    var reader = new BmpReader(bytes, BmpHeader.of(bytes, PixelLimit.NONE));
    reader.readRows();
    return Image.ofBytes(size.width(), size.height(), header.channels(), reader.samples);
  }

  private void readRows() {
    if (bmp.coding() != BmpHeader.RGB) {
      var entries = new BmpRuns(bytes, bmp).expand();
      for (int y = 0; y < bmp.size().height(); y++) {
        for (int x = 0; x < bmp.size().width(); x++) {
          put(x, y, entries[y * bmp.size().width() + x] & 0xff);
        }
      }
      return;
    }
    var view = new ByteView(bytes, ByteOrder.LITTLE_ENDIAN, "BMP");
    for (int y = 0; y < bmp.size().height(); y++) {
      long row = bmp.pixels() + y * bmp.rowBytes();
      if (bmp.palette().length > 0) {
        entries(row, y);
      } else if (bmp.masks().length > 0) {
        masked(view, row, y);
      } else {
        colors((int) row, y);
      }
    }
  }

  private void entries(long row, int y) {
    int bits = bmp.bits();
    for (int x = 0; x < bmp.size().width(); x++) {
      int packed = bytes[(int) (row + (long) x * bits / 8)] & 0xff;
      long shift = 8 - bits - ((long) x * bits) % 8;
      put(x, y, (packed >> shift) & ((1 << bits) - 1));
    }
  }

  /** Entries beyond the palette are black. */
  private void put(int x, int y, int entry) {
    int color = entry < bmp.palette().length ? bmp.palette()[entry] : 0;
    int at = at(x, y);
    for (int c = 0; c < channels; c++) {
      samples[at + c] = (byte) (color >> (16 - 8 * c));
    }
  }

  private void masked(ByteView view, long row, int y) {
    for (int x = 0; x < bmp.size().width(); x++) {
      long pixel = bmp.bits() == 16 ? view.u16(row + 2L * x) : view.u32(row + 4L * x);
      for (int c = 0; c < channels; c++) {
        samples[at(x, y) + c] = sample(pixel, bmp.masks()[c]);
      }
    }
  }

  private static byte sample(long pixel, long mask) {
    if (mask == 0) {
      return 0;
    }
    long lowest = Long.lowestOneBit(mask);
    long most = mask / lowest;
    return (byte) (((pixel & mask) / lowest * 510 + most) / (2 * most));
  }

  /** Blue, green, red, and in 32 bits a byte that says nothing. */
  private void colors(int row, int y) {
    int step = bmp.bits() / 8;
    int to = at(0, y);
    for (int x = 0, from = row; x < bmp.size().width(); x++, from += step, to += 3) {
      samples[to] = bytes[from + 2];
      samples[to + 1] = bytes[from + 1];
      samples[to + 2] = bytes[from];
    }
  }

  /** Of a pixel by its place in the file. */
  private int at(int x, int y) {
    int line = bmp.upwards() ? bmp.size().height() - 1 - y : y;
    return (line * bmp.size().width() + x) * channels;
  }
}
