package dev.variegate.model.onnx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffer in its wire format, read message by message: in memory, or in a file of any
 * size, of which only the parts that are asked for are read.
 *
 * <p>As strict as protocol buffers' own readers: what they would read as another field is damaged
 * here.
 */
final class ProtobufReader implements Closeable {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final long MAX_TAG = 0xFFFFFFFFL;
  private static final int WINDOW = 1 << 13;

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window;
  private long windowStart;

  /** Takes the fields of a message in their order. */
  @FunctionalInterface
  interface Fields {
    void take(int number, Value value) throws IOException;
  }

  /** The bytes are not a protocol buffer, or were cut. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private ProtobufReader(FileChannel channel, long size, ByteBuffer window) {
    this.channel = channel;
    this.size = size;
    this.window = window;
  }

  static ProtobufReader open(Path file) throws IOException {
    var channel = FileChannel.open(file);
    try {
      return new ProtobufReader(channel, channel.size(), ByteBuffer.allocate(WINDOW).limit(0));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static ProtobufReader of(byte[] content) {
    return new ProtobufReader(null, content.length, ByteBuffer.wrap(content));
  }

  /** Reads the outermost message. */
  void message(Fields taker) throws IOException {
    message(size, taker);
  }

  private void message(long end, Fields taker) throws IOException {
    while (position() < end) {
      long tag = varint();
      if (tag < 0 || tag > MAX_TAG || tag >>> 3 == 0) {
        throw new DamagedException();
      }
      var value = value((int) (tag & 7), end);
      taker.take((int) (tag >>> 3), value);
      seek(value.start + value.length);
    }
    if (position() != end) {
      throw new DamagedException();
    }
  }

  /** Groups are no part of ONNX. */
  private Value value(int wireType, long end) throws IOException {
    long whole = wireType == VARINT || wireType == BYTES ? varint() : 0;
    long length =
        switch (wireType) {
          case VARINT -> 0;
          case FIXED64 -> Long.BYTES;
          case BYTES -> whole;
          case FIXED32 -> Integer.BYTES;
          default -> throw new DamagedException();
        };
    if (length < 0 || length > end - position()) {
      throw new DamagedException();
    }
    return new Value(wireType, whole, position(), length);
  }

  /** The value of a field, to be read before the next one is taken. */
  final class Value {

    private final int wireType;
    private final long whole;
    private final long start;
    private final long length;

    private Value(int wireType, long whole, long start, long length) {
      this.wireType = wireType;
      this.whole = whole;
      this.start = start;
      this.length = length;
    }

    /** Whether it is a text, bytes, a message or packed numbers. */
    boolean hasLength() {
      return wireType == BYTES;
    }

    /** A number of variable length; 0 if it is another value. */
    long whole() {
      return wireType == VARINT ? whole : 0;
    }

    /** Numbers of variable length: one, or several that are packed. */
    List<Long> wholes() throws IOException {
      if (wireType == VARINT) {
        return List.of(whole);
      }
      var wholes = new ArrayList<Long>();
      long end = enter();
      while (position() < end) {
        wholes.add(varint());
      }
      if (position() != end) {
        throw new DamagedException();
      }
      return wholes;
    }

    void message(Fields taker) throws IOException {
      ProtobufReader.this.message(enter(), taker);
    }

    /** Its bytes; those of a reader in memory are shared with it. */
    ByteBuffer bytes(int most) throws IOException {
      requireAtMost(most);
      enter();
      return channel == null ? window.slice((int) start, (int) length) : copy((int) length);
    }

    /** Its bytes as UTF-8; what is not is replaced. */
    String text(int most) throws IOException {
      return StandardCharsets.UTF_8.decode(bytes(most)).toString();
    }

    void requireAtMost(int most) throws DamagedException {
      if (length > most) {
        throw new DamagedException();
      }
    }

    /** Goes to its content, which must have a length, and says where that ends. */
    private long enter() throws DamagedException {
      if (!hasLength()) {
        throw new DamagedException();
      }
      seek(start);
      return start + length;
    }
  }

  private long position() {
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

  private ByteBuffer copy(int count) throws IOException {
    var read = new byte[count];
    for (int i = 0; i < count; i++) {
      read[i] = (byte) next();
    }
    return ByteBuffer.wrap(read);
  }

  private int next() throws IOException {
    if (!window.hasRemaining()) {
      fill();
    }
    return Byte.toUnsignedInt(window.get());
  }

  private void fill() throws IOException {
    if (channel == null) {
      throw new DamagedException();
    }
    windowStart = position();
    window.clear();
    int read = channel.read(window, windowStart);
    window.flip();
    if (read <= 0) {
      throw new DamagedException();
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
