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

  /**
   * Class indexes {@code [n]} of a network that also knows no class.
   *
   * @param unconditional the index that stands for none
   */
  public static Map<String, Object> label(String name, int unconditional) {
    var tensor = label(name);
    tensor.put("unconditional", unconditional);
    return tensor;
  }

  /** Noisy images {@code [n, channels, height, width]}, those without noise in -1..1. */
  public static Map<String, Object> noisy(String name, ImageShape shape) {
    var tensor = image(name, shape);
    tensor.put("range", List.of(-1, 1));
    return tensor;
  }

  /** Timesteps {@code [n]}, which may be fractions. */
  public static Map<String, Object> timestep(String name) {
    return tensor(name, "timestep", "float32", List.of(-1));
  }

  /** What is said of noisy images, {@code [n, channels, height, width]}. */
  public static Map<String, Object> prediction(String name, ImageShape shape) {
    var sizes = List.of(-1, shape.channels(), shape.height(), shape.width());
    return tensor(name, "prediction", "float32", sizes);
  }

  /** One number for each image, {@code [n]}. */
  public static Map<String, Object> score(String name) {
    return tensor(name, "score", "float32", List.of(-1));
  }

  /** Images, or rows or pixels of them, {@code [n, channels, height, width]} in -1..1. */
  public static Map<String, Object> pixels(String name, int channels, int height, int width) {
    var tensor = tensor(name, "image", "float32", List.of(-1, channels, height, width));
    tensor.put("layout", "NCHW");
    tensor.put("channels", channels == 1 ? "gray" : "rgb");
    tensor.put("range", List.of(-1, 1));
    return tensor;
  }

  /** What an autoregressive model passes on, {@code [n, channels, height, width]}. */
  public static Map<String, Object> passed(
      String name, String meaning, int channels, int height, int width) {
    return tensor(name, meaning, "float32", List.of(-1, channels, height, width));
  }

  /**
   * Parameters of the pixels of an autoregressive model, {@code [n, parameters, height, width]}.
   *
   * @param temperature of samples
   */
  public static Map<String, Object> mixture(
      String name, double temperature, int parameters, int height, int width) {
    var tensor = passed(name, "mixture", parameters, height, width);
    if (temperature != 1) {
      tensor.put("temperature", temperature);
    }
    return tensor;
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
