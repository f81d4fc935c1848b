package dev.variegate.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.TensorInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * An input or output as its network states it.
 *
 * @param type as a description writes it; it may be one that no description may name
 * @param shape 0 or less where a size is free; empty where the network does not state its sizes
 */
public record NetworkTensor(String name, String type, Optional<List<Long>> shape) {

  /** What is not a tensor, such as a list of tensors. */
  public static NetworkTensor none(String name) {
    return new NetworkTensor(name, "no tensor", Optional.empty());
  }

  public static List<NetworkTensor> of(Map<String, NodeInfo> nodes) {
    return nodes.entrySet().stream().map(node -> of(node.getKey(), node.getValue())).toList();
  }

  private static NetworkTensor of(String name, NodeInfo node) {
    return node.getInfo() instanceof TensorInfo info
        ? new NetworkTensor(
            name,
            NetworkSignature.type(info),
            Optional.of(LongStream.of(info.getShape()).boxed().toList()))
        : none(name);
  }

  /** Whether it may be of these sizes. */
  public boolean fits(List<Long> sizes) {
    return shape.map(own -> fits(own, sizes)).orElse(true);
  }

  private static boolean fits(List<Long> own, List<Long> sizes) {
    if (own.size() != sizes.size()) {
      return false;
    }
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i) > 0 && !own.get(i).equals(sizes.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return shape.map(sizes -> type + " " + sizes).orElse(type);
  }
}
