package dev.variegate.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import dev.variegate.policy.DidYouMean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Compares what a network says of its tensors, and what it is given, with its description. */
final class Signature {

  private Signature() {}

  /** Refuses a network whose inputs or outputs are others than described, naming both sides. */
  static void check(
      ModelDescription model,
      NetworkDescription network,
      Map<String, NodeInfo> inputs,
      Map<String, NodeInfo> outputs) {
    network.inputs().forEach(tensor -> checkOne(model, "input", tensor, inputs));
    network.outputs().forEach(tensor -> checkOne(model, "output", tensor, outputs));
    var described = network.inputs().stream().map(TensorDescription::name).toList();
    for (var name : new TreeSet<>(inputs.keySet())) {
      if (!described.contains(name)) {
        throw new BadModelException(
            "The network of model %s has the input \"%s\" (%s), model.yaml describes only %s; describe it"
                .formatted(model.title(), name, text(inputs.get(name)), described));
      }
    }
  }

  private static void checkOne(
      ModelDescription model, String side, TensorDescription described, Map<String, NodeInfo> all) {
    var found = all.get(described.name());
    if (found == null) {
      throw new BadModelException(
          "model.yaml of model %s describes the %s \"%s\", the network has %s; %s"
              .formatted(
                  model.title(),
                  side,
                  described.name(),
                  all.entrySet().stream()
                      .map(entry -> "\"%s\" (%s)".formatted(entry.getKey(), text(entry.getValue())))
                      .sorted()
                      .collect(Collectors.joining(", ")),
                  DidYouMean.among(described.name(), new TreeSet<>(all.keySet()))));
    }
    if (!(found.getInfo() instanceof TensorInfo info)
        || !type(info).equals(described.type().toString())
        || !fits(described.shapeFor(model.batch()), info.getShape())) {
      throw new BadModelException(
          "model.yaml of model %s describes the %s \"%s\" as %s %s with batch %d, the network says %s; correct model.yaml"
              .formatted(
                  model.title(),
                  side,
                  described.name(),
                  described.type(),
                  described.shape(),
                  model.batch(),
                  text(found)));
    }
  }

  private static boolean fits(List<Long> sizes, long[] network) {
    if (sizes.size() != network.length) {
      return false;
    }
    for (int i = 0; i < network.length; i++) {
      if (network[i] > 0 && network[i] != sizes.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static String text(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo info
        ? type(info) + " " + LongStream.of(info.getShape()).boxed().toList()
        : "no tensor";
  }

  /** The type as a description writes it. */
  static String type(TensorInfo info) {
    return info.type == OnnxJavaType.FLOAT ? "float32" : info.type.name().toLowerCase(Locale.ROOT);
  }

  /** Refuses inputs that are others than described. */
  static void checkFed(
      ModelDescription model, NetworkDescription network, Map<String, Tensor> fed) {
    for (var described : network.inputs()) {
      var tensor = fed.get(described.name());
      if (tensor == null || !agrees(model, described, tensor)) {
        throw new IllegalArgumentException(
            "Input \"%s\" of model %s is %s, must be %s %s; fill the whole batch"
                .formatted(
                    described.name(),
                    model.title(),
                    tensor == null ? "missing" : tensor,
                    described.type(),
                    described.shapeFor(model.batch())));
      }
    }
  }

  /** Refuses an output that is another than described, or holds what is no number. */
  static void checkMade(ModelDescription model, TensorDescription described, Tensor tensor) {
    if (!agrees(model, described, tensor)) {
      throw new BadModelException(
          "Output \"%s\" of model %s came out as %s, must be %s %s; correct model.yaml"
              .formatted(
                  described.name(),
                  model.title(),
                  tensor,
                  described.type(),
                  described.shapeFor(model.batch())));
    }
    requireFinite(model, described.name(), tensor.floats());
  }

  private static void requireFinite(ModelDescription model, String output, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadModelException(
            "Output \"%s\" of model %s is %s at element %d, must be finite; its weights or its inputs are out of range"
                .formatted(output, model.title(), values[i], i));
      }
    }
  }

  /**
   * Whether a tensor is what was described. Free sizes may be any; a free batch is the bundle's, or
   * 1 where other sizes are free too and each picture runs by itself.
   */
  private static boolean agrees(
      ModelDescription model, TensorDescription described, Tensor tensor) {
    var sizes = described.shape();
    if ((tensor.type() == ElementType.FLOAT32) != described.type().isReal()
        || tensor.shape().size() != sizes.size()) {
      return false;
    }
    boolean alone = sizes.get(0) == TensorDescription.FREE && tensor.shape().get(0) == 1;
    for (int i = 0; i < sizes.size(); i++) {
      long size = i == 0 && !alone ? described.shapeFor(model.batch()).get(0) : sizes.get(i);
      if (size != TensorDescription.FREE && size != tensor.shape().get(i)) {
        return false;
      }
    }
    return true;
  }
}
