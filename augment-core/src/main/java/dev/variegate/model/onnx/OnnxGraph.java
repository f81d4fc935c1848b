package dev.variegate.model.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
import dev.variegate.model.BadModelException;
import dev.variegate.model.onnx.ProtobufReader.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The graph of an ONNX file as far as it is needed to look at weights: its nodes and its constants.
 * Read from the wire format (onnx.proto), so that no further library is needed where models run.
 */
final class OnnxGraph {

  private static final int GRAPH = 7;
  private static final int NODE = 1;
  private static final int CONSTANT = 5;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Constant> constants = new HashMap<>();

  private OnnxGraph() {}

  /** A node, with those of its attributes that are whole numbers. */
  record Node(
      String operation, List<String> inputs, List<String> outputs, Map<String, Long> wholes) {}

  /**
   * A constant tensor.
   *
   * @param type as in TensorProto
   * @param data of its elements in their own form, little endian
   */
  record Constant(List<Long> shape, int type, ByteBuffer data) {

    private static final int FLOAT = 1;
    private static final int FLOAT16 = 10;
    private static final int DOUBLE = 11;

    /** Its elements, or nothing where they are not real numbers, or lie in another file. */
    Optional<double[]> numbers() {
      int width = type == FLOAT ? Float.BYTES : type == FLOAT16 ? Short.BYTES : Double.BYTES;
      int length = data.remaining() / width;
      if ((type != FLOAT && type != FLOAT16 && type != DOUBLE)
          || data.remaining() % width != 0
          || !isShapeOf(length)) {
        return Optional.empty();
      }
      var numbers = new double[length];
      for (int i = 0; i < length; i++) {
        numbers[i] =
            switch (type) {
              case FLOAT -> data.getFloat(i * width);
              case DOUBLE -> data.getDouble(i * width);
              default -> Fp16Conversions.fp16ToFloat(data.getShort(i * width));
            };
      }
      return Optional.of(numbers);
    }

    private boolean isShapeOf(int length) {
      try {
        return shape.stream().allMatch(size -> size > 0)
            && shape.stream().reduce(1L, Math::multiplyExact) == length;
      } catch (ArithmeticException e) {
        return false; // more elements than any file has
      }
    }
  }

  /**
   * Reads a whole file.
   *
   * @throws BadModelException if it is not ONNX
   */
  static OnnxGraph read(byte[] file) {
    var graph = new OnnxGraph();
    try {
      ProtobufReader.of(file)
          .message(
              (field, value) -> {
                if (field == GRAPH) {
                  value.message(graph::part);
                }
              });
    } catch (IOException e) {
      throw new BadModelException(
          "Network is not an ONNX file but must be one for its weights to be read; export it as ONNX",
          e);
    }
    return graph;
  }

  private void part(int field, Value value) throws IOException {
    if (field == NODE) {
      nodes.add(node(value));
    } else if (field == CONSTANT) {
      constant(value);
    }
  }

  private static Node node(Value message) throws IOException {
    var operation = new String[] {""};
    var node = new Node("", new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    message.message(
        (field, value) -> {
          switch (field) {
            case 1 -> node.inputs().add(text(value));
            case 2 -> node.outputs().add(text(value));
            case 4 -> operation[0] = text(value);
            case 5 -> attribute(value, node.wholes());
            default -> {
              // names and documentation
            }
          }
        });
    return new Node(operation[0], node.inputs(), node.outputs(), node.wholes());
  }

  private static void attribute(Value message, Map<String, Long> wholes) throws IOException {
    var name = new String[1];
    message.message(
        (field, value) -> {
          if (field == 1) {
            name[0] = text(value);
          } else if (field == 3) {
            wholes.put(name[0], value.whole());
          }
        });
  }

  private void constant(Value message) throws IOException {
    var shape = new ArrayList<Long>();
    var type = new int[1];
    var name = new String[1];
    var data = new ByteBuffer[] {ByteBuffer.allocate(0)};
    message.message(
        (field, value) -> {
          switch (field) {
            case 1 -> shape.addAll(value.wholes());
            case 2 -> type[0] = (int) value.whole();
            case 8 -> name[0] = text(value);
            case 4, 9, 10 -> {
              if (value.hasLength()) { // else numbers one by one, which no exporter writes
                data[0] = value.bytes(Integer.MAX_VALUE).order(ByteOrder.LITTLE_ENDIAN);
              }
            }
            default -> {
              // other forms than real numbers
            }
          }
        });
    constants.put(name[0], new Constant(shape, type[0], data[0]));
  }

  private static String text(Value value) throws IOException {
    return value.text(Integer.MAX_VALUE);
  }

  /** The nodes that take this tensor, in their order. */
  List<Node> takers(String tensor) {
    return nodes.stream().filter(node -> node.inputs().contains(tensor)).toList();
  }

  Optional<Constant> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }
}
