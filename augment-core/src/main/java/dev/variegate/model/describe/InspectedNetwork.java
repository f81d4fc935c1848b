package dev.variegate.model.describe;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.variegate.model.BadModelException;
import dev.variegate.model.Engine;
import dev.variegate.model.NetworkSignature;
import dev.variegate.model.TorchArchive;
import dev.variegate.model.onnx.OnnxSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A network as its file describes it.
 *
 * @param across how much wider an image leaves than it came in
 * @param down how much higher
 */
record InspectedNetwork(
    Path file,
    Engine engine,
    List<InspectedTensor> inputs,
    List<InspectedTensor> outputs,
    NetworkScale across,
    NetworkScale down) {

  /** Free sizes of a trial; what works with 64 pixels a side works with its multiples. */
  private static final long TRIAL_SIDE = 64;

  InspectedNetwork {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads what the file says.
   *
   * @throws BadModelException if it is not a network
   */
  static InspectedNetwork read(Path file) {
    try {
      if (TorchArchive.is(file)) {
        return torch(file);
      }
      try (var session = OnnxSessions.open(file)) {
        return onnx(file, session);
      }
    } catch (OrtException e) {
      throw new BadModelException(
          "File %s cannot be opened: %s; give an ONNX file or a TorchScript archive"
              .formatted(file, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s; check the path".formatted(file), e);
    }
  }

  private static InspectedNetwork torch(Path file) throws IOException {
    var inputs = new ArrayList<InspectedTensor>();
    for (var name : TorchArchive.inputs(file)) {
      inputs.add(new InspectedTensor(name, "float32", List.of()));
    }
    var output = new InspectedTensor("output", "float32", List.of());
    return new InspectedNetwork(
        file, Engine.TORCHSCRIPT, inputs, List.of(output), NetworkScale.SAME, NetworkScale.SAME);
  }

  private static InspectedNetwork onnx(Path file, OrtSession session) throws OrtException {
    var inputs = tensors(session.getInputInfo());
    var declared = tensors(session.getOutputInfo());
    var made = trial(session, inputs, TRIAL_SIDE);
    var larger =
        inputs.stream().anyMatch(InspectedTensor::isFree)
            ? trial(session, inputs, 2 * TRIAL_SIDE)
            : made;
    var outputs = new ArrayList<InspectedTensor>();
    for (var output : declared) {
      var small = made.getOrDefault(output.name(), TrialOutput.NOTHING);
      var grown = larger.getOrDefault(output.name(), TrialOutput.NOTHING).shape();
      outputs.add(
          new InspectedTensor(
              output.name(),
              output.type(),
              completed(output.shape(), small.shape(), grown, inputs),
              small.sumsToOne()));
    }
    return new InspectedNetwork(
        file,
        Engine.ONNX,
        inputs,
        outputs,
        scale(inputs, made, larger, 1),
        scale(inputs, made, larger, 0));
  }

  private static List<InspectedTensor> tensors(Map<String, NodeInfo> nodes) {
    var tensors = new ArrayList<InspectedTensor>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo info) {
            var shape = LongStream.of(info.getShape()).map(size -> Math.max(size, -1)).boxed();
            tensors.add(new InspectedTensor(name, NetworkSignature.type(info), shape.toList()));
          }
        });
    return tensors;
  }

  /** The sizes of the outputs for one black image, since files often do not declare them. */
  private static Map<String, TrialOutput> trial(
      OrtSession session, List<InspectedTensor> inputs, long side) {
    var fed = new HashMap<String, OnnxTensor>();
    try {
      for (var input : inputs) {
        fed.put(input.name(), zeros(input, session, side));
      }
      var made = new LinkedHashMap<String, TrialOutput>();
      try (var result = session.run(fed, Set.copyOf(session.getOutputNames()))) {
        for (var entry : result) {
          if (entry.getValue() instanceof OnnxTensor tensor) {
            made.put(entry.getKey(), TrialOutput.of(tensor));
          }
        }
      }
      return made;
    } catch (OrtException | RuntimeException e) {
      return Map.of(); // zeros of these sizes do not suit it, so that the file alone decides
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor zeros(InspectedTensor input, OrtSession session, long side)
      throws OrtException {
    var shape = new long[input.shape().size()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      long free = i == 0 ? 1 : input.shape().size() == 2 ? 1 : side;
      shape[i] = input.shape().get(i) > 0 ? input.shape().get(i) : free;
      elements = Math.multiplyExact(elements, shape[i]);
    }
    var info = (TensorInfo) session.getInputInfo().get(input.name()).getInfo();
    var bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(elements * info.type.size))
            .order(ByteOrder.nativeOrder());
    return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), bytes, shape, info.type);
  }

  /**
   * What the file leaves open and the trial shows, except where an input's free size decides: the
   * batch, and what grows with it; or what may, where no larger trial ended well.
   */
  private static List<Long> completed(
      List<Long> declared, List<Long> made, List<Long> grown, List<InspectedTensor> inputs) {
    if (made.isEmpty() || (!declared.isEmpty() && made.size() != declared.size())) {
      return declared;
    }
    boolean free = inputs.stream().anyMatch(InspectedTensor::isFree);
    boolean batch =
        inputs.stream().anyMatch(input -> !input.shape().isEmpty() && input.shape().get(0) < 0);
    var shape = new ArrayList<Long>();
    for (int i = 0; i < made.size(); i++) {
      long known = declared.isEmpty() ? -1 : declared.get(i);
      boolean grows =
          grown.isEmpty()
              ? free && i > 1
              : !grown.get(Math.min(i, grown.size() - 1)).equals(made.get(i));
      boolean open = (i == 0 && batch) || grows;
      shape.add(known > 0 || open ? known : made.get(i));
    }
    return shape;
  }

  /**
   * @param side 0 for the height, 1 for the width
   */
  private static NetworkScale scale(
      List<InspectedTensor> inputs,
      Map<String, TrialOutput> made,
      Map<String, TrialOutput> larger,
      int side) {
    var input = inputs.stream().filter(of -> of.isImage() || of.isTransparent()).findFirst();
    // The first that may be an image, as it is the one that is described.
    var output =
        made.entrySet().stream()
            .filter(entry -> entry.getValue().shape().size() == 4)
            .min(Comparator.comparing(entry -> !isImage(entry.getValue().shape())));
    if (input.isEmpty() || output.isEmpty() || input.get().isSingleImage()) {
      return NetworkScale.SAME;
    }
    long fixed = input.get().shape().get(heightAxis(input.get().shape()) + side);
    var shape = output.get().getValue().shape();
    int axis = heightAxis(shape) + side;
    var grown = larger.get(output.get().getKey());
    return NetworkScale.of(
        fixed > 0 ? fixed : TRIAL_SIDE,
        shape.get(axis),
        2 * TRIAL_SIDE,
        fixed > 0 || grown == null
            ? OptionalLong.empty()
            : OptionalLong.of(grown.shape().get(axis)));
  }

  private static boolean isImage(List<Long> shape) {
    var tensor = new InspectedTensor("", "float32", shape);
    return tensor.isImage() || tensor.isTransparent();
  }

  /** The input and the output may lie in different orders. */
  private static int heightAxis(List<Long> shape) {
    return new InspectedTensor("", "float32", shape).hasChannelsLast() ? 1 : 2;
  }
}
