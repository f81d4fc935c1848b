package dev.variegate.model.onnx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A protocol buffer in a file of any size, read here and there in its wire format. */
final class ProtobufFile implements Closeable {

  /** The wire type of texts, bytes and messages: a length and as many bytes. */
  private static final int BYTES = 2;

  private static final long MAX_TAG = 0xFFFFFFFFL;

  private static final int WINDOW = 1 << 13;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowStart;

  /** What is done with a field that has a length; the file stands at its content. */
  @FunctionalInterface
  interface Field {
    void take(int field, long length) throws IOException;
  }

  /** It is not a protocol buffer, or was cut. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private ProtobufFile(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  static ProtobufFile open(Path file) throws IOException {
    var channel = FileChannel.open(file);
    try {
      return new ProtobufFile(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  long size() {
    return size;
  }

  long position() {
    return windowStart + window.position();
  }

  private void seek(long position) {
    if (position >= windowStart && position <= windowStart + window.limit()) {
      window.position((int) (position - windowStart));
    } else {
      windowStart = position;
      window.position(0).limit(0);
    }
  }

  /**
   * Reads the fields of the message that ends at {@code end} and skips those without a length. As
   * strict as protocol buffers' own readers: what they would read as another field is damaged here.
   */
  void fields(long end, Field taker) throws IOException {
    while (position() < end) {
      long tag = varint();
      if (tag < 0 || tag > MAX_TAG || tag >>> 3 == 0) {
        throw new DamagedException();
      }
      if ((tag & 7) != BYTES) {
        skip((int) (tag & 7));
        continue;
      }
      long length = varint();
      long next = position() + length;
      if (length < 0 || length > end || next > end) {
        throw new DamagedException();
      }
      taker.take((int) (tag >>> 3), length);
      seek(next);
    }
    if (position() != end) {
      throw new DamagedException();
    }
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new DamagedException();
  }

  byte[] bytes(int count) throws IOException {
    var read = new byte[count];
    for (int i = 0; i < count; i++) {
      read[i] = (byte) next();
    }
    return read;
  }

  /** Passes over the value of a field that is not a bytes; groups are no part of ONNX. */
  private void skip(int wireType) throws IOException {
    switch (wireType) {
      case 0 -> varint();
      case 1 -> seek(position() + Long.BYTES);
      case 5 -> seek(position() + Integer.BYTES);
      default -> throw new DamagedException();
    }
  }

  private int next() throws IOException {
    if (!window.hasRemaining()) {
      windowStart = position();
      window.clear();
      int read = channel.read(window, windowStart);
      window.flip();
      if (read <= 0) {
        throw new DamagedException();
      }
    }
    return Byte.toUnsignedInt(window.get());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
