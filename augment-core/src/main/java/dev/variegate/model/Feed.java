package dev.variegate.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The input tensors of one run, in native memory that is filled again and again: a batch has one
 * size, and memory that each run took anew would wait for the garbage collector.
 */
final class Feed implements AutoCloseable {

  private final Map<String, ByteBuffer> buffers = new HashMap<>();
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  /** Makes the tensors that a network takes; the caller closes them. */
  static Feed of(NetworkDescription network, int batch) throws OrtException {
    var feed = new Feed();
    try {
      for (var input : network.inputs()) {
        feed.add(input, batch);
      }
      return feed;
    } catch (OrtException | RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  private void add(TensorDescription input, int batch) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var shape = input.shapeFor(batch).stream().mapToLong(Long::longValue).toArray();
    int elements = 1;
    for (long size : shape) {
      elements = Math.multiplyExact(elements, Math.toIntExact(size));
    }
    int width = input.type() == ElementType.INT64 ? Long.BYTES : Float.BYTES;
    var buffer =
        ByteBuffer.allocateDirect(Math.multiplyExact(elements, width))
            .order(ByteOrder.nativeOrder());
    buffers.put(input.name(), buffer);
    tensors.put(
        input.name(),
        switch (input.type()) {
          case FLOAT32 -> OnnxTensor.createTensor(environment, buffer.asFloatBuffer(), shape);
          case INT64 -> OnnxTensor.createTensor(environment, buffer.asLongBuffer(), shape);
          case FLOAT16, INT32 ->
              throw new UnsupportedOperationException(
                  "Input \"%s\" is %s, which is not run yet".formatted(input.name(), input.type()));
        });
  }

  /** Copies the inputs of a run, whose types and sizes were checked. */
  void fill(Map<String, Tensor> inputs) {
    buffers.forEach(
        (name, buffer) -> {
          var input = inputs.get(name);
          switch (input.type()) {
            case FLOAT32 -> buffer.asFloatBuffer().put(input.floats());
            case INT64 -> buffer.asLongBuffer().put(input.longs());
            case FLOAT16, INT32 -> throw new IllegalStateException("Tensors hold floats or longs");
          }
        });
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
