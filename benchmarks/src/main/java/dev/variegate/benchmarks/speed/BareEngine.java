package dev.variegate.benchmarks.speed;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.variegate.model.TensorDescription;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What no stage can go below: the same networks, at the same batch, run by ONNX Runtime on one
 * thread for each caller, with inputs that are there already and outputs copied into arrays.
 */
final class BareEngine implements AutoCloseable {

  private static final short HALF = 0x3800; // 0.5 in 16 bits

  private final List<Loop> loops = new ArrayList<>();

  BareEngine(List<BareRun> runs) {
    try {
      for (var run : runs) {
        loops.add(new Loop(run));
      }
    } catch (OrtException e) {
      close();
      throw new IllegalStateException("ONNX Runtime cannot open the networks", e);
    }
  }

  /** All runs that one batch of images needs. Safe to call from many threads. */
  void batch() {
    loops.forEach(Loop::run);
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
  }

  /** One network, its session and its inputs. */
  private static final class Loop {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final OrtSession session;
    private final int times;

    Loop(BareRun run) throws OrtException {
      this.times = run.times();
      try (var options = new SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        this.session = environment.createSession(run.file().toString(), options);
      }
      for (var input : run.network().inputs()) {
        inputs.put(input.name(), tensor(input, run.shape(input)));
      }
    }

    private OnnxTensor tensor(TensorDescription input, long[] shape) throws OrtException {
      int elements = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
      var bytes = ByteBuffer.allocateDirect(8 * elements).order(ByteOrder.nativeOrder());
      return switch (input.type()) {
        case FLOAT32 -> {
          var floats = bytes.asFloatBuffer().limit(elements);
          for (int i = 0; i < elements; i++) {
            floats.put(i, i % 7 / 7f);
          }
          yield OnnxTensor.createTensor(environment, floats, shape);
        }
        case FLOAT16 -> {
          var halves = bytes.asShortBuffer().limit(elements);
          for (int i = 0; i < elements; i++) {
            halves.put(i, HALF);
          }
          yield OnnxTensor.createTensor(environment, halves, shape, OnnxJavaType.FLOAT16);
        }
        case FLOAT64 ->
            OnnxTensor.createTensor(environment, bytes.asDoubleBuffer().limit(elements), shape);
        case UINT8 ->
            OnnxTensor.createTensor(environment, bytes.limit(elements), shape, OnnxJavaType.UINT8);
        case INT64 ->
            OnnxTensor.createTensor(environment, bytes.asLongBuffer().limit(elements), shape);
        case INT32 ->
            OnnxTensor.createTensor(environment, bytes.asIntBuffer().limit(elements), shape);
      };
    }

    void run() {
      for (int i = 0; i < times; i++) {
        try (var result = session.run(inputs)) {
          var values = ((OnnxTensor) result.get(0)).getFloatBuffer();
          values.get(new float[values.remaining()]);
        } catch (OrtException e) {
          throw new IllegalStateException("ONNX Runtime failed", e);
        }
      }
    }

    void close() {
      inputs.values().forEach(OnnxTensor::close);
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime cannot close a network", e);
      }
    }
  }
}
