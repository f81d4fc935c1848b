package dev.variegate.codec.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Changes numbers in the first directory of a TIFF. */
final class Tags {

  private final byte[] bytes;
  private final ByteBuffer file;

  private Tags(byte[] bytes) {
    this.bytes = bytes;
    var order = bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    this.file = ByteBuffer.wrap(bytes).order(order);
  }

  static Tags of(byte[] tiff) {
    return new Tags(tiff.clone());
  }

  /** The file with this number in place of the one that stands in the directory itself. */
  byte[] with(TiffTag tag, int value) {
    int entry = entry(tag);
    put(entry, entry + 8, value);
    return bytes;
  }

  /** The file with so many of the numbers of a tag. */
  byte[] counting(TiffTag tag, int count) {
    file.putInt(entry(tag) + 4, count);
    return bytes;
  }

  /** The file with this number in place of the first of several, which stand elsewhere. */
  byte[] withFirst(TiffTag tag, int value) {
    int entry = entry(tag);
    put(entry, file.getInt(entry + 8), value);
    return bytes;
  }

  private void put(int entry, int at, int value) {
    if (file.getShort(entry + 2) == 3) {
      file.putShort(at, (short) value);
    } else {
      file.putInt(at, value);
    }
  }

  private int entry(TiffTag tag) {
    int directory = file.getInt(4);
    for (int i = 0; i < file.getShort(directory); i++) {
      int entry = directory + 2 + 12 * i;
      if (Short.toUnsignedInt(file.getShort(entry)) == tag.number()) {
        return entry;
      }
    }
    throw new IllegalArgumentException("the file has no tag " + tag);
  }
}
