package dev.variegate.codec.tiff;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** How the samples of a strip or tile are packed (TIFF 6.0 and Adobe's supplement 2). */
enum TiffCompression {
  NONE(1) {
    @Override
    int expand(byte[] bytes, int start, int length, byte[] into) {
      int copied = Math.min(length, into.length);
      System.arraycopy(bytes, start, into, 0, copied);
      return copied;
    }
  },
  /** Section 13. */
  LZW(2560) {
    @Override
    int expand(byte[] bytes, int start, int length, byte[] into) {
      return new TiffLzw(bytes, start, length, into).expand();
    }
  },
  /** Zlib streams. */
  DEFLATE(1032) {
    @Override
    int expand(byte[] bytes, int start, int length, byte[] into) {
      var inflater = new Inflater();
      try {
        inflater.setInput(bytes, start, length);
        int at = 0;
        for (int more = 1; more > 0 && at < into.length; at += more) {
          more = inflater.inflate(into, at, into.length - at);
        }
        return at;
      } catch (DataFormatException e) {
        return 0;
      } finally {
        inflater.end();
      }
    }
  },
  /** A JPEG of its own, which {@link TiffJpeg} reads. */
  JPEG(1536) {
    @Override
    int expand(byte[] bytes, int start, int length, byte[] into) {
      throw new UnsupportedOperationException("a JPEG is not a packing of bytes; use TiffJpeg");
    }
  },
  /** Section 9: runs of equal bytes. */
  PACKBITS(64) {
    @Override
    int expand(byte[] bytes, int start, int length, byte[] into) {
      int from = start;
      int at = 0;
      while (from + 1 < start + length && at < into.length) {
        int control = bytes[from++];
        if (control >= 0) {
          int run = Math.min(Math.min(control + 1, into.length - at), start + length - from);
          System.arraycopy(bytes, from, into, at, run);
          from += control + 1;
          at += run;
        } else if (control != Byte.MIN_VALUE) {
          for (int left = 1 - control; left > 0 && at < into.length; left--) {
            into[at++] = bytes[from];
          }
          from++;
        }
      }
      return at;
    }
  };

  private final int maxExpansion;

  TiffCompression(int maxExpansion) {
    this.maxExpansion = maxExpansion;
  }

  /** Whether the rows may have been prepared by a predictor. */
  boolean isPredicted() {
    return this == LZW || this == DEFLATE;
  }

  /** More bytes than this no packed byte can stand for. */
  int maxExpansion() {
    return maxExpansion;
  }

  /** Fills the array from packed bytes and returns how far they went; damage ends them early. */
  abstract int expand(byte[] bytes, int start, int length, byte[] into);
}
