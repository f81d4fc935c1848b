package dev.variegate.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What was done to rows of samples so that they pack better (TIFF 6.0, section 14, and Adobe's
 * technical note 3 of 2005 on floats). Rows come in as bytes of the file and go out as samples of
 * this machine.
 *
 * <p>The stride is how many samples lie between neighbors of one channel.
 */
enum TiffPredictor {
  NONE {
    @Override
    void undo(byte[] row, int stride, int bytes, ByteOrder order) {
      swap(row, bytes, order);
    }

    @Override
    void apply(byte[] row, int stride, int bytes) {
      // rows are written as they are
    }
  },
  /** Each sample is its difference from the one before, as a whole number. */
  HORIZONTAL {
    @Override
    void undo(byte[] row, int stride, int bytes, ByteOrder order) {
      swap(row, bytes, order);
      var samples = ByteBuffer.wrap(row).order(ByteOrder.nativeOrder());
      for (int i = stride * bytes; i < row.length; i += bytes) {
        int before = i - stride * bytes;
        switch (bytes) {
          case 1 -> row[i] += row[before];
          case 2 -> samples.putShort(i, (short) (samples.getShort(i) + samples.getShort(before)));
          default -> samples.putInt(i, samples.getInt(i) + samples.getInt(before));
        }
      }
    }

    @Override
    void apply(byte[] row, int stride, int bytes) {
      var samples = ByteBuffer.wrap(row).order(ByteOrder.nativeOrder());
      for (int i = row.length - bytes; i >= stride * bytes; i -= bytes) {
        int before = i - stride * bytes;
        switch (bytes) {
          case 1 -> row[i] -= row[before];
          case 2 -> samples.putShort(i, (short) (samples.getShort(i) - samples.getShort(before)));
          default -> samples.putInt(i, samples.getInt(i) - samples.getInt(before));
        }
      }
    }
  },
  /** The bytes of floats lie apart, the highest of all first; then each is a difference. */
  FLOAT {
    @Override
    void undo(byte[] row, int stride, int bytes, ByteOrder order) {
      for (int i = stride; i < row.length; i++) {
        row[i] += row[i - stride];
      }
      var apart = row.clone();
      int samples = row.length / bytes;
      for (int i = 0; i < row.length; i++) {
        row[i] = apart[i / bytes + samples * (bytes - 1 - place(i % bytes, bytes))];
      }
    }

    @Override
    void apply(byte[] row, int stride, int bytes) {
      var together = row.clone();
      int samples = row.length / bytes;
      for (int i = 0; i < row.length; i++) {
        row[i / bytes + samples * (bytes - 1 - place(i % bytes, bytes))] = together[i];
      }
      for (int i = row.length - 1; i >= stride; i--) {
        row[i] -= row[i - stride];
      }
    }

    /** Which byte of a sample this is, the lowest being 0. */
    private static int place(int inMemory, int bytes) {
      return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? inMemory : bytes - 1 - inMemory;
    }
  };

  /** Makes samples of this machine out of bytes of a file, in place. */
  abstract void undo(byte[] row, int stride, int bytes, ByteOrder order);

  /** Prepares samples of this machine for a file of this machine's byte order, in place. */
  abstract void apply(byte[] row, int stride, int bytes);

  private static void swap(byte[] row, int bytes, ByteOrder order) {
    if (order == ByteOrder.nativeOrder()) {
      return;
    }
    for (int i = 0; i < row.length; i += bytes) {
      for (int low = i, high = i + bytes - 1; low < high; low++, high--) {
        byte kept = row[low];
        row[low] = row[high];
        row[high] = kept;
      }
    }
  }
}
