package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkTensor;
import dev.variegate.model.TensorDescription;
import dev.variegate.model.onnx.ProtobufReader.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The inputs and outputs that an ONNX file states (onnx.proto), read without its weights: a look
 * that costs no memory, and no engine. The engine, which works the sizes out again, looks again.
 */
final class OnnxHeader {

  private static final int GRAPH = 7;
  private static final int CONSTANT = 5;
  private static final int CONSTANT_NAME = 8;
  private static final int INPUT = 11;
  private static final int OUTPUT = 12;
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TENSORS = 1 << 16;

  /** Element types by their numbers in TensorProto, as a description writes them. */
  private static final List<String> TYPES =
      List.of(
          "undefined",
          "float32",
          "uint8",
          "int8",
          "uint16",
          "int16",
          "int32",
          "int64",
          "string",
          "bool",
          "float16",
          "float64",
          "uint32",
          "uint64",
          "complex64",
          "complex128",
          "bfloat16");

  private final List<NetworkTensor> inputs = new ArrayList<>();
  private final List<NetworkTensor> outputs = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();

  private OnnxHeader() {}

  /**
   * Reads the file of a network.
   *
   * @throws BadModelException if it is not an ONNX file, or was cut
   */
  static OnnxHeader read(ModelDescription model, Path network) {
    try (var file = ProtobufReader.open(network)) {
      var header = new OnnxHeader();
      file.message(header::model);
      if (header.outputs.isEmpty()) {
        throw new ProtobufReader.DamagedException();
      }
      return header;
    } catch (ProtobufReader.DamagedException e) {
      throw new BadModelException(
          "Model file %s of model %s is not an ONNX network, \"engine\" is \"onnx\"; export it again"
              .formatted(network, model.title()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot read %s; check that this user may read it".formatted(network), e);
    }
  }

  /** What has to be fed: older files count their constants among the inputs. */
  List<NetworkTensor> inputs() {
    return inputs.stream().filter(input -> !constants.contains(input.name())).toList();
  }

  List<NetworkTensor> outputs() {
    return outputs;
  }

  private void model(int field, Value value) throws IOException {
    if (field == GRAPH && value.hasLength()) {
      value.message(this::graph);
    }
  }

  private void graph(int field, Value value) throws IOException {
    if (inputs.size() + outputs.size() + constants.size() > MAX_TENSORS) {
      throw new ProtobufReader.DamagedException();
    }
    if (value.hasLength()) {
      switch (field) {
        case CONSTANT -> value.message(this::constant);
        case INPUT -> inputs.add(tensor(value));
        case OUTPUT -> outputs.add(tensor(value));
        default -> {
          // nodes and documentation
        }
      }
    }
  }

  private void constant(int field, Value value) throws IOException {
    if (field == CONSTANT_NAME && value.hasLength()) {
      constants.add(value.text(MAX_BYTES));
    }
  }

  /** Of a ValueInfoProto: name and type. */
  private static NetworkTensor tensor(Value message) throws IOException {
    message.requireAtMost(MAX_BYTES);
    var name = new String[] {""};
    var found = new NetworkTensor[1];
    message.message(
        (field, value) -> {
          if (field == 1) {
            name[0] = value.text(MAX_BYTES);
          } else if (field == 2) {
            value.message(
                (kind, type) -> {
                  if (kind == 1) {
                    found[0] = typed(name[0], type);
                  }
                });
          }
        });
    return found[0] == null ? NetworkTensor.none(name[0]) : found[0];
  }

  /** Of a TypeProto.Tensor: element type and shape. */
  private static NetworkTensor typed(String name, Value message) throws IOException {
    var type = new String[] {TYPES.get(0)};
    var shape = new ArrayList<List<Long>>();
    message.message(
        (field, value) -> {
          if (field == 1) {
            type[0] = type(value.whole());
          } else if (field == 2) {
            shape.add(sizes(value));
          }
        });
    return new NetworkTensor(name, type[0], shape.stream().findFirst());
  }

  private static String type(long number) {
    return number >= 0 && number < TYPES.size() ? TYPES.get((int) number) : "type " + number;
  }

  private static List<Long> sizes(Value message) throws IOException {
    var sizes = new ArrayList<Long>();
    message.message(
        (field, dimension) -> {
          var size = new long[] {TensorDescription.FREE};
          dimension.message(
              (kind, value) -> {
                if (kind == 1) {
                  size[0] = value.whole();
                }
              });
          sizes.add(size[0]);
        });
    return sizes;
  }
}
