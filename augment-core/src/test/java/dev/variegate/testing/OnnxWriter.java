package dev.variegate.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes small ONNX graphs as protocol buffers by hand (onnx.proto, version 8 of the format), so
 * that every module has real networks to test with and none needs a protobuf library.
 */
public final class OnnxWriter {

  /** Numbers of the element types in onnx.proto. */
  public static final int FLOAT = 1;

  public static final int INT64 = 7;
  public static final int INT32 = 6;
  public static final int FLOAT16 = 10;
  public static final int DOUBLE = 11;
  public static final int UINT8 = 2;

  private static final int INTEGER = 2;
  private static final int INTEGERS = 7;

  private static final int FORMAT_VERSION = 8;
  private static final int OPERATOR_VERSION = 13;

  private final Message graph = new Message().text(2, "tiny");

  /** An input; a size of -1 is free. */
  public OnnxWriter input(String name, int type, long... shape) {
    graph.message(11, value(name, type, shape));
    return this;
  }

  /** An output; a size of -1 is free. */
  public OnnxWriter output(String name, int type, long... shape) {
    graph.message(12, value(name, type, shape));
    return this;
  }

  /** An operation without attributes. */
  public OnnxWriter node(String operation, String output, String... inputs) {
    var node = new Message();
    for (var input : inputs) {
      node.text(1, input);
    }
    graph.message(1, node.text(2, output).text(4, operation));
    return this;
  }

  /** A conversion to another type. */
  public OnnxWriter cast(int type, String output, String input) {
    return node("Cast", output, Map.of("to", List.of((long) type)), input);
  }

  /** An operation with attributes: a list of one number is that number. */
  public OnnxWriter node(
      String operation, String output, Map<String, List<Long>> attributes, String... inputs) {
    var node = new Message();
    for (var input : inputs) {
      node.text(1, input);
    }
    node.text(2, output).text(4, operation);
    new TreeMap<>(attributes)
        .forEach(
            (name, values) -> {
              var attribute = new Message().text(1, name);
              if (values.size() == 1) {
                attribute.number(3, values.get(0)).number(20, INTEGER);
              } else {
                values.forEach(value -> attribute.number(8, value));
                attribute.number(20, INTEGERS);
              }
              node.message(5, attribute);
            });
    graph.message(1, node);
    return this;
  }

  /** An operation of another domain. */
  public OnnxWriter custom(String domain, String operation, String output, String input) {
    graph.message(
        1, new Message().text(1, input).text(2, output).text(4, operation).text(7, domain));
    return this;
  }

  /** A constant of floats. */
  public OnnxWriter floats(String name, float[] values, long... shape) {
    var data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return constant(name, FLOAT, data.array(), shape);
  }

  /** A constant of floats that lie in another file, from its start. */
  public OnnxWriter externalFloats(String name, String file, long... shape) {
    var tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    var location = new Message().text(1, "location").text(2, file);
    graph.message(5, tensor.number(2, FLOAT).text(8, name).message(13, location).number(14, 1));
    return this;
  }

  /** A constant vector of whole numbers. */
  public OnnxWriter longs(String name, long... values) {
    var data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(values);
    return constant(name, INT64, data.array(), values.length);
  }

  /** The file. */
  public byte[] bytes() {
    return new Message()
        .number(1, FORMAT_VERSION)
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, OPERATOR_VERSION))
        .bytes();
  }

  private OnnxWriter constant(String name, int type, byte[] data, long... shape) {
    var tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, type).text(8, name).raw(9, data));
    return this;
  }

  private static Message value(String name, int type, long... shape) {
    var sizes = new Message();
    for (int i = 0; i < shape.length; i++) {
      var free = new Message().text(2, i == 0 ? "batch" : name + i);
      sizes.message(1, shape[i] < 0 ? free : new Message().number(1, shape[i]));
    }
    var tensor = new Message().number(1, type).message(2, sizes);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** Fields of a protocol buffer in their wire format. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return raw(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return raw(field, value.bytes());
    }

    Message raw(int field, byte[] value) {
      varint(field << 3 | 2);
      varint(value.length);
      out.writeBytes(value);
      return this;
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
