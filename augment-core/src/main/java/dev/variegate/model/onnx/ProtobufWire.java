package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Protocol buffers in their wire format. */
final class ProtobufWire {

  private ProtobufWire() {}

  /** What is done with a field. */
  @FunctionalInterface
  interface Field {
    /**
     * Takes one field.
     *
     * @param whole its value, if it is a number of variable length
     * @param bytes its content, if it has a length; else null
     */
    void take(int field, long whole, ByteBuffer bytes);
  }

  /**
   * Reads all fields of a message.
   *
   * @throws BadModelException if it is none
   */
  static void read(ByteBuffer message, Field taker) {
    var rest = content(message).slice();
    try {
      while (rest.hasRemaining()) {
        long tag = whole(rest);
        int field = (int) (tag >>> 3);
        if (tag < 0 || tag > 0xFFFFFFFFL || field == 0) {
          throw new BufferUnderflowException();
        }
        switch ((int) (tag & 7)) {
          case 0 -> taker.take(field, whole(rest), null);
          case 1 -> taker.take(field, 0, part(rest, Long.BYTES));
          case 2 -> taker.take(field, 0, part(rest, Math.toIntExact(whole(rest))));
          case 5 -> taker.take(field, 0, part(rest, Integer.BYTES));
          default -> throw new BufferUnderflowException();
        }
      }
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(content(bytes).duplicate()).toString();
  }

  /**
   * The content of a field that must have a length.
   *
   * @throws BadModelException if it is a number of variable length
   */
  static ByteBuffer content(ByteBuffer bytes) {
    if (bytes == null) {
      throw damaged(null);
    }
    return bytes;
  }

  private static BadModelException damaged(Exception cause) {
    return new BadModelException(
        "Network is not an ONNX file but must be one for its weights to be read; export it as ONNX",
        cause);
  }

  /** Numbers of variable length one after the other. */
  static List<Long> wholes(ByteBuffer bytes) {
    var rest = bytes.duplicate();
    var wholes = new ArrayList<Long>();
    while (rest.hasRemaining()) {
      wholes.add(whole(rest));
    }
    return wholes;
  }

  private static ByteBuffer part(ByteBuffer rest, int length) {
    if (length < 0 || length > rest.remaining()) {
      throw new BufferUnderflowException();
    }
    var part = rest.slice(rest.position(), length);
    rest.position(rest.position() + length);
    return part;
  }

  private static long whole(ByteBuffer rest) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = rest.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
