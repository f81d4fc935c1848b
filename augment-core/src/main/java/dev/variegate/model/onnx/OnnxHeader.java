package dev.variegate.model.onnx;

import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.NetworkTensor;
import dev.variegate.model.TensorDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
          "double",
          "uint32",
          "uint64",
          "complex64",
          "complex128",
          "bfloat16");

  private final ProtobufFile file;
  private final List<NetworkTensor> inputs = new ArrayList<>();
  private final List<NetworkTensor> outputs = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();

  private OnnxHeader(ProtobufFile file) {
    this.file = file;
  }

  /**
   * Reads the file of a network.
   *
   * @throws BadModelException if it is not an ONNX file, or was cut
   */
  static OnnxHeader read(ModelDescription model, Path network) {
    try (var file = ProtobufFile.open(network)) {
      var header = new OnnxHeader(file);
      file.fields(file.size(), header::model);
      if (header.outputs.isEmpty()) {
        throw new ProtobufFile.DamagedException();
      }
      return header;
    } catch (ProtobufFile.DamagedException e) {
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

  private void model(int field, long length) throws IOException {
    if (field == GRAPH) {
      file.fields(file.position() + length, this::graph);
    }
  }

  private void graph(int field, long length) throws IOException {
    switch (field) {
      case CONSTANT -> file.fields(file.position() + length, this::constant);
      case INPUT -> inputs.add(tensor(bytes(length)));
      case OUTPUT -> outputs.add(tensor(bytes(length)));
      default -> {
        // nodes and documentation
      }
    }
  }

  private void constant(int field, long length) throws IOException {
    if (field == CONSTANT_NAME) {
      constants.add(StandardCharsets.UTF_8.decode(bytes(length)).toString());
    }
  }

  private ByteBuffer bytes(long length) throws IOException {
    if (length > MAX_BYTES) {
      throw new ProtobufFile.DamagedException();
    }
    return ByteBuffer.wrap(file.bytes((int) length));
  }

  /** Of a ValueInfoProto: name and type. */
  private static NetworkTensor tensor(ByteBuffer message) {
    var name = new String[] {""};
    var found = new NetworkTensor[1];
    ProtobufWire.read(
        message,
        (field, whole, bytes) -> {
          if (field == 1) {
            name[0] = ProtobufWire.text(bytes);
          } else if (field == 2) {
            ProtobufWire.read(
                bytes,
                (kind, number, type) -> {
                  if (kind == 1) {
                    found[0] = typed(name[0], type);
                  }
                });
          }
        });
    return found[0] == null ? NetworkTensor.none(name[0]) : found[0];
  }

  /** Of a TypeProto.Tensor: element type and shape. */
  private static NetworkTensor typed(String name, ByteBuffer message) {
    var type = new String[] {TYPES.get(0)};
    var shape = new ArrayList<List<Long>>();
    ProtobufWire.read(
        message,
        (field, whole, bytes) -> {
          if (field == 1) {
            type[0] = whole >= 0 && whole < TYPES.size() ? TYPES.get((int) whole) : "type " + whole;
          } else if (field == 2) {
            shape.add(sizes(bytes));
          }
        });
    return new NetworkTensor(name, type[0], shape.stream().findFirst());
  }

  private static List<Long> sizes(ByteBuffer message) {
    var sizes = new ArrayList<Long>();
    ProtobufWire.read(
        message,
        (field, any, dimension) -> {
          var size = new long[] {TensorDescription.FREE};
          ProtobufWire.read(
              dimension,
              (kind, whole, text) -> {
                if (kind == 1) {
                  size[0] = whole;
                }
              });
          sizes.add(size[0]);
        });
    return sizes;
  }
}
