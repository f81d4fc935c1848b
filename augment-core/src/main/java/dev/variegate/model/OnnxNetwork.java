package dev.variegate.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A network run by ONNX Runtime on the processor, by as many threads as it is given. */
final class OnnxNetwork implements Network {

  private final ModelDescription description;
  private final NetworkDescription network;
  private final OrtSession session;
  private final Set<String> outputs;
  private final Queue<Feed> idleFeeds = new ConcurrentLinkedQueue<>();
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
   * @throws BadModelException if it is no network, or another one than described
   */
  static OnnxNetwork open(ModelBundle bundle, Role role, Compute compute) {
    var description = bundle.description();
    var network = description.network(role);
    try {
      var session = session(bundle.network(role), compute.threads());
      try {
        Signature.check(description, network, session.getInputInfo(), session.getOutputInfo());
        return new OnnxNetwork(description, network, session);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new BadModelException(
          "Model %s in %s cannot be opened: %s; it must be an ONNX file that ONNX Runtime reads"
              .formatted(description.title(), bundle.folder(), e.getMessage()),
          e);
    }
  }

  private static OrtSession session(Path network, int threads) throws OrtException {
    try (var options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // Idle threads must not burn the cores of neighbouring tasks.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return OrtEnvironment.getEnvironment().createSession(network.toString(), options);
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Signature.checkFed(description, network, inputs);
    Feed feed = null;
    try {
      feed = takeFeed();
      feed.fill(inputs);
      try (var result = session.run(feed.tensors(), outputs)) {
        return read(result);
      }
    } catch (OrtException e) {
      throw new BadModelException(
          "Model %s failed: %s; try the inputs in the program it was exported from"
              .formatted(description.title(), e.getMessage()),
          e);
    } finally {
      if (feed != null) {
        idleFeeds.add(feed);
      }
    }
  }

  private Feed takeFeed() throws OrtException {
    var idle = idleFeeds.poll();
    if (idle != null) {
      return idle;
    }
    feeds.incrementAndGet();
    return Feed.of(network, description.batch());
  }

  private Map<String, Tensor> read(OrtSession.Result result) {
    var read = new LinkedHashMap<String, Tensor>();
    for (var described : network.outputs()) {
      var value = (OnnxTensor) result.get(described.name()).orElseThrow();
      var elements = value.getFloatBuffer();
      var floats = new float[elements.remaining()];
      elements.get(floats);
      requireFinite(described.name(), floats);
      var tensor = Tensor.of(floats, value.getInfo().getShape());
      Signature.checkMade(description, described, tensor);
      read.put(described.name(), tensor);
    }
    return read;
  }

  private void requireFinite(String output, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadModelException(
            "Output \"%s\" of model %s is %s at element %d, must be finite; its weights or its inputs are out of range"
                .formatted(output, description.title(), values[i], i));
      }
    }
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
