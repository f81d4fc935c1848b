package dev.variegate.train.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.Map;

/**
 * The trainable arrays of one network, by name. First values are drawn from keyed generators, never
 * by the engine, so that a seed fixes them whatever else the process does.
 */
public final class TrainableWeights implements Resumable, AutoCloseable {

  private final String network;
  private final long seed;
  private final NamedArrays arrays;

  /**
   * None yet.
   *
   * @param network its name, by which first values are drawn
   */
  public TrainableWeights(NDManager parent, String network, long seed) {
    this.arrays = new NamedArrays(parent);
    this.network = network;
    this.seed = seed;
  }

  /** A dense layer's weight {@code [in, out]} and bias. */
  public TrainableWeights dense(String layer, int in, int out) {
    return normal(layer + ".weight", Math.sqrt(2.0 / in), in, out).zeros(layer + ".bias", out);
  }

  /** A convolution's weight {@code [out, in, kernel, kernel]} and bias. */
  public TrainableWeights convolution(String layer, int in, int out, int kernel) {
    return convolution(layer, in, out, kernel, kernel);
  }

  /** The same of another height than width. */
  public TrainableWeights convolution(String layer, int in, int out, int height, int width) {
    double deviation = Math.sqrt(2.0 / (in * height * width));
    return normal(layer + ".weight", deviation, out, in, height, width).zeros(layer + ".bias", out);
  }

  /** Scale 1 and shift 0 of each channel. */
  public TrainableWeights norm(String layer, int channels) {
    var ones = new float[channels];
    Arrays.fill(ones, 1);
    return put(layer + ".weight", ones, new Shape(channels)).zeros(layer + ".bias", channels);
  }

  /** A convolution whose result is 0 at first. */
  public TrainableWeights zeroConvolution(String layer, int in, int out, int kernel) {
    var shape = new Shape(out, in, kernel, kernel);
    return put(layer + ".weight", new float[(int) shape.size()], shape).zeros(layer + ".bias", out);
  }

  /** A table of {@code count} rows. */
  public TrainableWeights table(String layer, int count, int width) {
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
    arrays.put(name, new FloatArray(shape.getShape(), values));
    return this;
  }

  /** The array of that name. */
  public NDArray at(String name) {
    return arrays.at(name);
  }

  /** All arrays in the order in which they were declared. */
  public Map<String, NDArray> all() {
    return arrays.all();
  }

  /** From here on gradients are collected for these arrays, which this thread may change. */
  public void learn() {
    GradientMode.offOutsideOfCollectors();
    arrays.all().values().forEach(array -> array.setRequiresGradient(true));
  }

  /** From here on no gradients are collected for these arrays; gradients still pass through. */
  public void rest() {
    arrays.all().values().forEach(array -> array.setRequiresGradient(false));
  }

  @Override
  public void save(String prefix, Snapshot to) {
    arrays.save(prefix, to);
  }

  @Override
  public void restore(String prefix, Snapshot from) {
    arrays.restore(prefix, from);
  }

  @Override
  public void close() {
    arrays.close();
  }

  /** An array that begins with these numbers. */
  public TrainableWeights array(String name, FloatArray first) {
    arrays.put(name, first);
    return this;
  }

  /**
   * Scales all gradients so that their joint norm is at most {@code most}. Source: Pascanu et al.,
   * "On the difficulty of training recurrent neural networks", arXiv:1211.5063, algorithm 1.
   */
  public void clipGradients(double most) {
    double squares = 0;
    for (var array : arrays.all().values()) {
      try (var gradient = array.getGradient();
          var squared = gradient.mul(gradient);
          var sum = squared.sum()) {
        squares += sum.getFloat();
      }
    }
    double norm = Math.sqrt(squares);
    if (norm > most) {
      for (var array : arrays.all().values()) {
        try (var gradient = array.getGradient()) {
          gradient.muli(most / norm);
        }
      }
    }
  }
}
