package dev.variegate.model.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.variegate.image.HalfFloats;
import dev.variegate.image.UnitFloats;
import dev.variegate.model.ElementType;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The input tensors of one run, in native memory that is filled again and again and grows to the
 * largest run: memory that each run took again would wait for the garbage collector.
 */
final class InputBuffers implements AutoCloseable {

  private final ModelDescription model;
  private final NetworkDescription network;
  private final Map<String, ByteBuffer> buffers = new HashMap<>();
  private final Map<String, List<Long>> shapes = new HashMap<>();
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  InputBuffers(ModelDescription model, NetworkDescription network) {
    this.model = model;
    this.network = network;
  }

  /** Copies the inputs of a run, whose types and sizes were checked. */
  void fill(Map<String, Tensor> inputs) throws OrtException {
    for (var described : network.inputs()) {
      var input = inputs.get(described.name());
      if (!input.shape().equals(shapes.get(described.name()))) {
        shape(described, input);
      }
      copy(input, described.type(), buffers.get(described.name()).duplicate());
    }
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  private void shape(TensorDescription described, Tensor input) throws OrtException {
    var name = described.name();
    long bytes = width(described.type()) * (long) (input.floats().length + input.longs().length);
    if (bytes > Integer.MAX_VALUE) {
      throw ModelMemoryException.tooLarge(model, name, input.shape());
    }
    shapes.remove(name); // for what follows may fail
    var before = tensors.remove(name);
    if (before != null) {
      before.close();
    }
    var buffer = buffers.get(name);
    if (buffer == null || buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocateDirect((int) bytes);
      buffers.put(name, buffer);
    }
    buffer.clear().limit((int) bytes);
    tensors.put(name, tensor(described.type(), buffer, input));
    shapes.put(name, input.shape());
  }

  private static OnnxTensor tensor(ElementType type, ByteBuffer buffer, Tensor input)
      throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var shape = input.shape().stream().mapToLong(Long::longValue).toArray();
    var ordered = buffer.duplicate().order(ByteOrder.nativeOrder());
    return switch (type) {
      case FLOAT32 -> OnnxTensor.createTensor(environment, ordered.asFloatBuffer(), shape);
      case FLOAT64 -> OnnxTensor.createTensor(environment, ordered.asDoubleBuffer(), shape);
      case UINT8 -> OnnxTensor.createTensor(environment, ordered, shape, OnnxJavaType.UINT8);
      case FLOAT16 ->
          OnnxTensor.createTensor(
              environment, ordered.asShortBuffer(), shape, OnnxJavaType.FLOAT16);
      case INT64 -> OnnxTensor.createTensor(environment, ordered.asLongBuffer(), shape);
      case INT32 -> OnnxTensor.createTensor(environment, ordered.asIntBuffer(), shape);
    };
  }

  private static void copy(Tensor input, ElementType type, ByteBuffer buffer) {
    buffer.order(ByteOrder.nativeOrder());
    switch (type) {
      case FLOAT32 -> buffer.asFloatBuffer().put(input.floats());
      case FLOAT16 -> HalfFloats.put(input.floats(), buffer);
      case FLOAT64 -> {
        var doubles = buffer.asDoubleBuffer();
        for (float value : input.floats()) {
          doubles.put(value);
        }
      }
      case UINT8 -> {
        for (float value : input.floats()) {
          buffer.put(UnitFloats.sample(value));
        }
      }
      case INT64 -> buffer.asLongBuffer().put(input.longs());
      case INT32 -> {
        var whole = buffer.asIntBuffer();
        for (long value : input.longs()) {
          whole.put(Math.toIntExact(value));
        }
      }
    }
  }

  private static int width(ElementType type) {
    return switch (type) {
      case UINT8 -> Byte.BYTES;
      case FLOAT64 -> Double.BYTES;
      case FLOAT16 -> Short.BYTES;
      case FLOAT32 -> Float.BYTES;
      case INT32 -> Integer.BYTES;
      case INT64 -> Long.BYTES;
    };
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
