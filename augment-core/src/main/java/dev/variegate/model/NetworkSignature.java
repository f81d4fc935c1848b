package dev.variegate.model;

import ai.onnxruntime.TensorInfo;
import dev.variegate.base.DidYouMean;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what a network says of its tensors, and what it is given, with its description. */
public final class NetworkSignature {

  private NetworkSignature() {}

  /** Refuses a network whose inputs or outputs are others than described, naming both sides. */
  public static void check(
      ModelDescription model,
      NetworkDescription network,
      List<NetworkTensor> inputs,
      List<NetworkTensor> outputs) {
    network.inputs().forEach(tensor -> checkOne(model, "input", tensor, byName(inputs)));
    network.outputs().forEach(tensor -> checkOne(model, "output", tensor, byName(outputs)));
    var described = network.inputs().stream().map(TensorDescription::name).toList();
    for (var input : byName(inputs).values()) {
      if (!described.contains(input.name())) {
        throw new BadModelException(
            "The network of model %s has the input \"%s\" (%s) but model.yaml describes only %s; describe it"
                .formatted(model.title(), input.name(), input, described));
      }
    }
  }

  private static SortedMap<String, NetworkTensor> byName(List<NetworkTensor> tensors) {
    var named = new TreeMap<String, NetworkTensor>();
    tensors.forEach(tensor -> named.put(tensor.name(), tensor));
    return named;
  }

  private static void checkOne(
      ModelDescription model,
      String side,
      TensorDescription described,
      SortedMap<String, NetworkTensor> all) {
    var found = all.get(described.name());
    if (found == null) {
      throw new BadModelException(
          "model.yaml of model %s describes the %s \"%s\" but the network has %s; %s"
              .formatted(
                  model.title(),
                  side,
                  described.name(),
                  all.values().stream()
                      .map(tensor -> "\"%s\" (%s)".formatted(tensor.name(), tensor))
                      .collect(Collectors.joining(", ")),
                  DidYouMean.among(described.name(), all.keySet())));
    }
    if (!found.type().equals(described.type().toString())
        || !found.fits(described.storedFor(model.batch()))) {
      throw new BadModelException(
          "model.yaml of model %s describes the %s \"%s\" as %s %s with batch %d but the network says %s; correct model.yaml"
              .formatted(
                  model.title(),
                  side,
                  described.name(),
                  described.type(),
                  described.stored(),
                  model.batch(),
                  found));
    }
  }

  /** The type as a description writes it. */
  public static String type(TensorInfo info) {
    return switch (info.type) {
      case FLOAT -> "float32";
      case DOUBLE -> "float64";
      default -> info.type.name().toLowerCase(Locale.ROOT);
    };
  }

  /** Refuses inputs that are others than described. */
  public static void checkFed(
      ModelDescription model, NetworkDescription network, Map<String, Tensor> fed) {
    for (var described : network.inputs()) {
      var tensor = fed.get(described.name());
      if (described.meaning() instanceof TensorRole.Constant) {
        continue; // known without being given
      }
      if (tensor == null || !agrees(model, described, tensor)) {
        throw new IllegalArgumentException(
            "Input \"%s\" of model %s is %s but must be %s %s; fill the whole batch"
                .formatted(
                    described.name(),
                    model.title(),
                    tensor == null ? "missing" : tensor,
                    described.type(),
                    described.shapeFor(model.batch())));
      }
    }
  }

  /**
   * Refuses an output that is another than described, or holds what is not a number.
   *
   * @param rows that were asked for; what comes of those that only fill the batch is no matter
   */
  public static void checkMade(
      ModelDescription model, TensorDescription described, Tensor tensor, int rows) {
    if (!agrees(model, described, tensor)) {
      throw new BadModelException(
          "Output \"%s\" of model %s came out as %s but must be %s %s; correct model.yaml"
              .formatted(
                  described.name(),
                  model.title(),
                  tensor,
                  described.type(),
                  described.shapeFor(model.batch())));
    }
    long made = tensor.shape().get(0);
    var values = tensor.floats();
    requireFinite(
        model,
        described.name(),
        values,
        made > rows ? (int) (values.length / made * rows) : values.length);
  }

  private static void requireFinite(
      ModelDescription model, String output, float[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (!Float.isFinite(values[i])) {
        throw new BadOutputException(
            "Output \"%s\" of model %s is %s at element %d but must be finite; its weights or its inputs are out of range"
                .formatted(output, model.title(), values[i], i));
      }
    }
  }

  /**
   * Whether a tensor is what was described. Free sizes may be any; a free batch is the bundle's, or
   * 1 where other sizes are free too and each image runs by itself.
   */
  private static boolean agrees(
      ModelDescription model, TensorDescription described, Tensor tensor) {
    var sizes = described.shape();
    if ((tensor.type() == ElementType.FLOAT32) != described.holdsFloats()
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
