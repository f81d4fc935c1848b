package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;

import dev.variegate.codec.bytes.PixelLimit;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.ImageHeader;

/** Reads the first frame of a GIF onto its canvas; around it is nothing, which is transparent. */
final class GifReader {

  /** Where the four passes of an interlaced frame start, and how far their rows lie apart. */
  private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

  private static final int[][] ONE_PASS = {{0, 1}};
  private static final int MAX_CODES = 4096;

  private final byte[] bytes;
  private final GifHeader gif;

  private GifReader(byte[] bytes, GifHeader gif) {
    this.bytes = bytes;
    this.gif = gif;
  }

  /** The caller closes it. */
  static Image read(byte[] bytes, ImageHeader header) {
    var reader = new GifReader(bytes, GifHeader.of(bytes, PixelLimit.NONE));
    var size = header.size();
    int channels = header.channels();
    return Image.ofBytes(size.width(), size.height(), channels, reader.painted(channels));
  }

  private byte[] painted(int channels) {
    var canvas = gif.canvas();
    var samples = new byte[Math.multiplyExact(Math.toIntExact(canvas.pixels()), channels)];
    var entries = entries();
    int row = 0;
    for (int[] pass : gif.interlaced() ? PASSES : ONE_PASS) {
      for (int y = pass[0]; y < gif.frame().height(); y += pass[1], row++) {
        int to = ((gif.top() + y) * canvas.width() + gif.left()) * channels;
        for (int x = 0; x < gif.frame().width(); x++, to += channels) {
          put(samples, to, channels, entries[row * gif.frame().width() + x] & 0xff);
        }
      }
    }
    return samples;
  }

  /** Entries beyond the palette are black. */
  private void put(byte[] samples, int to, int channels, int entry) {
    if (entry < gif.colors()) {
      System.arraycopy(bytes, gif.palette() + 3 * entry, samples, to, 3);
    }
    if (channels == 4 && entry != gif.transparent()) {
      samples[to + 3] = (byte) 255;
    }
  }

  /** Numbers of the palette in the order of the file: LZW, lowest bits first. */
  private byte[] entries() {
    var entries = new byte[Math.toIntExact(gif.frame().pixels())];
    var codes = new Codes();
    int clear = 1 << codes.bits;
    int[] start = new int[MAX_CODES]; // where in the entries the string of a code begins
    int[] length = new int[MAX_CODES];
    int next = clear + 2;
    int width = codes.bits + 1;
    int before = -1; // where the last string began
    int at = 0;
    while (at < entries.length) {
      int code = codes.next(width);
      if (code == clear) {
        next = clear + 2;
        width = codes.bits + 1;
        before = -1;
        continue;
      }
      if (code == clear + 1 || code < 0) {
        throw stops(at, entries.length);
      }
      if (code > next || (code >= clear && before < 0) || (code == next && next == MAX_CODES)) {
        throw damaged();
      }
      if (before >= 0 && next < MAX_CODES) {
        start[next] = before;
        length[next] = at - before + 1;
        next++;
        width = next == 1 << width && width < 12 ? width + 1 : width;
      }
      before = at;
      if (code < clear) {
        entries[at++] = (byte) code;
      } else {
        int from = start[code];
        for (int left = length[code]; left > 0 && at < entries.length; left--) {
          entries[at++] = entries[from++];
        }
      }
    }
    return entries;
  }

  private BadImageException stops(int at, int needed) {
    return new BadImageException(
        TRUNCATED,
        "GIF of %s has %d pixels of its first frame but must have %d; copy or download it again"
            .formatted(gif.canvas(), at, needed));
  }

  private BadImageException damaged() {
    return new BadImageException(
        CORRUPT,
        "GIF of %s has codes that stand for nothing; the file is damaged, replace it"
            .formatted(gif.canvas()));
  }

  /** Codes of a growing width out of pieces of at most 255 bytes. */
  private final class Codes {

    private final int bits;
    private int at = gif.codes() + 1;
    private int left;
    private int held;
    private int count;

    Codes() {
      this.bits = gif.codes() < bytes.length ? bytes[gif.codes()] & 0xff : 0;
      if (bits < 1 || bits > 11) {
        throw damaged();
      }
    }

    /** The next code, or -1 where there are no more. */
    int next(int width) {
      while (count < width) {
        if (left == 0) {
          left = at < bytes.length ? bytes[at++] & 0xff : 0;
        }
        if (left == 0 || at >= bytes.length) {
          return -1;
        }
        left--;
        held |= (bytes[at++] & 0xff) << count;
        count += 8;
      }
      int code = held & (1 << width) - 1;
      held >>>= width;
      count -= width;
      return code;
    }
  }
}
