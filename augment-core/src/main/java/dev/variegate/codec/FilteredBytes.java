package dev.variegate.codec;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/** The bytes of a file without those that are skipped, which are listed in their order. */
final class FilteredBytes {

  private final byte[] file;
  private final IntStream.Builder bounds = IntStream.builder();
  private int left;

  FilteredBytes(byte[] file) {
    this.file = file;
    this.left = file.length;
  }

  void passOver(int from, int to) {
    bounds.add(from).add(to);
    left -= to - from;
  }

  /** What is left, asked for once; the very bytes of the file where none are skipped. */
  byte[] bytes() {
    if (left == file.length) {
      return file;
    }
    var bytes = ByteBuffer.allocate(left);
    int kept = 0;
    for (var next = bounds.build().iterator(); next.hasNext(); kept = next.nextInt()) {
      bytes.put(file, kept, next.nextInt() - kept);
    }
    return bytes.put(file, kept, file.length - kept).array();
  }
}
