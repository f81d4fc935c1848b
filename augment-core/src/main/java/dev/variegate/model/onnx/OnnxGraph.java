package dev.variegate.model.onnx;

import ai.onnxruntime.platform.Fp16Conversions;
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

  static OnnxGraph read(byte[] file) {
    var graph = new OnnxGraph();
    ProtobufWire.read(
        ByteBuffer.wrap(file),
        (field, whole, bytes) -> {
          if (field == GRAPH) {
            ProtobufWire.read(bytes, graph::part);
          }
        });
    return graph;
  }

  private void part(int field, long whole, ByteBuffer bytes) {
    if (field == NODE) {
      nodes.add(node(bytes));
    } else if (field == CONSTANT) {
      constant(bytes);
    }
  }

  private static Node node(ByteBuffer message) {
    var node = new Node[] {new Node("", new ArrayList<>(), new ArrayList<>(), new HashMap<>())};
    ProtobufWire.read(
        message,
        (field, whole, bytes) -> {
          switch (field) {
            case 1 -> node[0].inputs().add(ProtobufWire.text(bytes));
            case 2 -> node[0].outputs().add(ProtobufWire.text(bytes));
            case 4 ->
                node[0] =
                    new Node(
                        ProtobufWire.text(bytes),
                        node[0].inputs(),
                        node[0].outputs(),
                        node[0].wholes());
            case 5 -> attribute(bytes, node[0].wholes());
            default -> {
              // names and documentation
            }
          }
        });
    return node[0];
  }

  private static void attribute(ByteBuffer message, Map<String, Long> wholes) {
    var name = new String[1];
    ProtobufWire.read(
        message,
        (field, whole, bytes) -> {
          if (field == 1) {
            name[0] = ProtobufWire.text(bytes);
          } else if (field == 3) {
            wholes.put(name[0], whole);
          }
        });
  }

  private void constant(ByteBuffer message) {
    var shape = new ArrayList<Long>();
    var type = new int[1];
    var name = new String[1];
    var data = new ByteBuffer[] {ByteBuffer.allocate(0)};
    ProtobufWire.read(
        message,
        (field, whole, bytes) -> {
          switch (field) {
            case 1 -> shape.addAll(bytes == null ? List.of(whole) : ProtobufWire.wholes(bytes));
            case 2 -> type[0] = (int) whole;
            case 8 -> name[0] = ProtobufWire.text(bytes);
            case 4, 9, 10 ->
                data[0] = ProtobufWire.content(bytes).slice().order(ByteOrder.LITTLE_ENDIAN);
            default -> {
              // other forms than real numbers
            }
          }
        });
    constants.put(name[0], new Constant(shape, type[0], data[0]));
  }

  /** The nodes that take this tensor, in their order. */
  List<Node> takers(String tensor) {
    return nodes.stream().filter(node -> node.inputs().contains(tensor)).toList();
  }

  Optional<Constant> constant(String name) {
    return Optional.ofNullable(constants.get(name));
  }
}
