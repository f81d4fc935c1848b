package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The trainable arrays of one network, by name. First values are drawn from keyed generators, never
 * by the engine, so that a seed fixes them whatever else the process does.
 */
final class TrainableWeights implements AutoCloseable {

  private final NDManager manager;
  private final String network;
  private final long seed;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();

  TrainableWeights(NDManager parent, String network, long seed) {
    this.manager = parent.newSubManager();
    this.network = network;
    this.seed = seed;
  }

  /** A dense layer's weight {@code [in, out]} and bias. */
  TrainableWeights dense(String layer, int in, int out) {
    return normal(layer + ".weight", Math.sqrt(2.0 / in), in, out).zeros(layer + ".bias", out);
  }

  /** A convolution's weight {@code [out, in, kernel, kernel]} and bias. */
  TrainableWeights convolution(String layer, int in, int out, int kernel) {
    double deviation = Math.sqrt(2.0 / (in * kernel * kernel));
    return normal(layer + ".weight", deviation, out, in, kernel, kernel)
        .zeros(layer + ".bias", out);
  }

  /** A table of {@code count} rows. */
  TrainableWeights table(String layer, int count, int width) {
    return normal(layer + ".weight", 1, count, width);
  }

  private TrainableWeights normal(String name, double deviation, long... shape) {
    var random = Seeds.generator(seed, network + "." + name, 0, 0);
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return put(name, values, new Shape(shape));
  }

  private TrainableWeights zeros(String name, int size) {
    return put(name, new float[size], new Shape(size));
  }

  private TrainableWeights put(String name, float[] values, Shape shape) {
    arrays.put(name, EngineArrays.array(manager, values, shape));
    return this;
  }

  /** The array of that name. */
  NDArray at(String name) {
    return arrays.get(name);
  }

  /** All arrays in the order in which they were declared. */
  Map<String, NDArray> all() {
    return Collections.unmodifiableMap(arrays);
  }

  /** From here on gradients are collected for these arrays. */
  void learn() {
    arrays.values().forEach(array -> array.setRequiresGradient(true));
  }

  /** From here on no gradients are collected for these arrays; gradients still pass through. */
  void rest() {
    arrays.values().forEach(array -> array.setRequiresGradient(false));
  }

  @Override
  public void close() {
    manager.close();
  }
}
