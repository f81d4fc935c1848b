package dev.variegate.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions of tensors in bundles, as docs/model-bundle.md has them. */
public final class TrainedTensors {

  private TrainedTensors() {}

  /** Standard normal numbers {@code [n, size]}. */
  public static Map<String, Object> latent(String name, int size) {
    var tensor = tensor(name, "latent", "float32", List.of(-1, size));
    tensor.put("distribution", "normal");
    return tensor;
  }

  /** Class indexes {@code [n]}. */
  public static Map<String, Object> label(String name) {
    return tensor(name, "label", "int64", List.of(-1));
  }

  /** Images {@code [n, channels, height, width]} in 0..1. */
  public static Map<String, Object> image(String name, ImageShape shape) {
    var sizes = List.of(-1, shape.channels(), shape.height(), shape.width());
    var tensor = tensor(name, "image", "float32", sizes);
    tensor.put("layout", "NCHW");
    tensor.put("channels", shape.channels() == 1 ? "gray" : "rgb");
    tensor.put("range", List.of(0, 1));
    return tensor;
  }

  /** One number for each image, {@code [n]}. */
  public static Map<String, Object> score(String name) {
    return tensor(name, "score", "float32", List.of(-1));
  }

  private static Map<String, Object> tensor(
      String name, String meaning, String type, List<Integer> shape) {
    var tensor = new LinkedHashMap<String, Object>();
    tensor.put("name", name);
    tensor.put("meaning", meaning);
    tensor.put("type", type);
    tensor.put("shape", shape);
    return tensor;
  }
}
