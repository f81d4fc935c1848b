package dev.variegate.model.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ComputeOptions;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelDescription;
import dev.variegate.model.ModelMemoryException;
import dev.variegate.model.Network;
import dev.variegate.model.NetworkDescription;
import dev.variegate.model.NetworkRole;
import dev.variegate.model.NetworkSignature;
import dev.variegate.model.NetworkTensor;
import dev.variegate.model.StoredTensors;
import dev.variegate.model.Tensor;
import dev.variegate.model.TensorDescription;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A network run by ONNX Runtime on the processor, by as many threads as it is given. */
public final class OnnxNetwork implements Network {

  private final ModelDescription description;
  private final NetworkDescription network;
  private final OrtSession session;
  private final Set<String> outputs;
  private final Queue<InputBuffers> idleFeeds = new ConcurrentLinkedQueue<>();
  private final AtomicInteger feeds = new AtomicInteger();

  private OnnxNetwork(
      ModelDescription description, NetworkDescription network, OrtSession session) {
    this.description = description;
    this.network = network;
    this.session = session;
    this.outputs = Set.copyOf(network.outputs().stream().map(TensorDescription::name).toList());
  }

  /**
   * Opens the network of a bundle and compares its inputs and outputs with the description.
   *
   * @throws BadModelException if it is not a network, or another one than described
   */
  static OnnxNetwork open(ModelBundle bundle, NetworkRole role, ComputeOptions compute) {
    var description = bundle.description();
    var network = description.network(role);
    try {
      var session = OnnxSessions.open(bundle, role, compute);
      try {
        NetworkSignature.check(
            description,
            network,
            NetworkTensor.of(session.getInputInfo()),
            NetworkTensor.of(session.getOutputInfo()));
        return new OnnxNetwork(description, network, session);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      if (ModelMemoryException.speaks(e.getMessage())) {
        throw ModelMemoryException.of(description, e);
      }
      throw new BadModelException(
          "Model %s in %s cannot be opened: %s; it must be an ONNX file that ONNX Runtime reads"
              .formatted(description.title(), bundle.folder(), e.getMessage()),
          e);
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs, int rows) {
    var stored = StoredTensors.inputs(description, network, inputs);
    var feed = takeFeed();
    try {
      feed.fill(stored);
      try (var result = session.run(feed.tensors(), outputs)) {
        return read(result, rows);
      }
    } catch (OrtException e) {
      if (ModelMemoryException.speaks(e.getMessage())) {
        throw ModelMemoryException.of(description, e);
      }
      throw new BadModelException(
          "Model %s failed: %s; try the inputs in the program it was exported from"
              .formatted(description.title(), e.getMessage()),
          e);
    } catch (OutOfMemoryError e) {
      if (String.valueOf(e.getMessage()).contains("direct buffer")) {
        throw ModelMemoryException.of(description, e);
      }
      throw e; // the Java heap is full, which concerns more than this model
    } finally {
      idleFeeds.add(feed);
    }
  }

  private InputBuffers takeFeed() {
    var idle = idleFeeds.poll();
    if (idle != null) {
      return idle;
    }
    feeds.incrementAndGet();
    return new InputBuffers(description, network);
  }

  private Map<String, Tensor> read(OrtSession.Result result, int rows) {
    var read = new LinkedHashMap<String, Tensor>();
    for (var described : network.outputs()) {
      var value = (OnnxTensor) result.get(described.name()).orElseThrow();
      var tensor =
          StoredTensors.output(described, Tensor.of(floats(value), value.getInfo().getShape()));
      NetworkSignature.checkMade(description, described, tensor, rows);
      read.put(described.name(), tensor);
    }
    return read;
  }

  /** The numbers as 32-bit floats. */
  private static float[] floats(OnnxTensor value) {
    return switch (value.getInfo().type) {
      case DOUBLE -> floats(value.getDoubleBuffer());
      case UINT8 -> floats(value.getByteBuffer());
      case INT64 -> floats(value.getLongBuffer());
      case INT32 -> floats(value.getIntBuffer());
      default -> floats(value.getFloatBuffer());
    };
  }

  private static float[] floats(DoubleBuffer elements) {
    var floats = new float[elements.remaining()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) elements.get(i);
    }
    return floats;
  }

  private static float[] floats(ByteBuffer samples) {
    var floats = new float[samples.remaining()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = Byte.toUnsignedInt(samples.get(i));
    }
    return floats;
  }

  private static float[] floats(LongBuffer numbers) {
    var floats = new float[numbers.remaining()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  private static float[] floats(IntBuffer numbers) {
    var floats = new float[numbers.remaining()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i);
    }
    return floats;
  }

  /** In 32 bits where they were in 16; the buffer is a copy already. */
  private static float[] floats(FloatBuffer elements) {
    if (elements.hasArray() && elements.array().length == elements.remaining()) {
      return elements.array();
    }
    var floats = new float[elements.remaining()];
    elements.get(floats);
    return floats;
  }

  /** How many sets of input tensors were made: as many as there were runs at the same time. */
  int feeds() {
    return feeds.get();
  }

  @Override
  public void close() {
    for (var feed = idleFeeds.poll(); feed != null; feed = idleFeeds.poll()) {
      feed.close();
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "Model %s cannot be closed: %s".formatted(description.title(), e.getMessage()), e);
    }
  }
}
