package dev.variegate.train.flow;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.FloatArray;
import dev.variegate.train.layer.TrainableWeights;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Begins a step of a flow: each channel is shifted and scaled (actnorm), then channels are mixed by
 * an invertible matrix. Both are linear at each place, so that they are computed as one 1x1
 * convolution {@code name.mix}, and undone by one, {@code name.unmix}.
 *
 * <p>Source: Kingma and Dhariwal, arXiv:1807.03039, sections 3.1 and 3.2.
 *
 * @param area places of a channel
 * @param matrix what mixes channels
 */
record Mixing(String name, int channels, int area, MixingMatrix matrix) {

  private static final double SMALLEST_DEVIATION = 1e-6;

  /** Declares shifts and scales that change nothing, and the matrix. */
  void declare(TrainableWeights weights) {
    var shape = new long[] {channels};
    weights.array(shift(), new FloatArray(shape, new float[channels]));
    weights.array(scale(), new FloatArray(shape, new float[channels]));
    matrix.declare(weights);
  }

  private String shift() {
    return name + ".shift";
  }

  private String scale() {
    return name + ".scale";
  }

  /** Makes it bring each channel of {@code x [n, channels, h, w]} to mean 0 and deviation 1. */
  void normalize(TrainableWeights weights, NDArray x) {
    var rows = x.transpose(1, 0, 2, 3).reshape(channels, -1);
    var mean = rows.mean(new int[] {1}, true);
    var centered = rows.sub(mean);
    var deviation = centered.mul(centered).mean(new int[] {1}).sqrt();
    weights.at(shift()).muli(0).subi(mean.reshape(channels));
    weights.at(scale()).muli(0).subi(deviation.add(number(x, SMALLEST_DEVIATION)).log());
  }

  /**
   * Adds how the arrays of both convolutions are made.
   *
   * @param trained arrays by name
   * @param made what was made before
   */
  void derive(
      Map<String, Supplier<NDArray>> recipes,
      Function<String, NDArray> trained,
      Function<String, NDArray> made) {
    var mix = name + ".mix.weight";
    recipes.put(mix, () -> kernel(scaled(trained)));
    recipes.put(
        name + ".mix.bias",
        () -> square(made.apply(mix)).matMul(trained.apply(shift()).reshape(-1, 1)).reshape(-1));
    recipes.put(name + ".unmix.weight", () -> kernel(square(made.apply(mix)).inverse()));
    recipes.put(name + ".unmix.bias", () -> trained.apply(shift()).neg());
  }

  private NDArray scaled(Function<String, NDArray> trained) {
    var scale = trained.apply(scale());
    return matrix.of(trained, scale.getManager()).mul(scale.exp());
  }

  private NDArray square(NDArray kernel) {
    return kernel.reshape(channels, channels);
  }

  private NDArray kernel(NDArray square) {
    return square.reshape(channels, channels, 1, 1);
  }

  /** Logarithm of the determinant of the whole, for one image. */
  NDArray logDeterminant(Function<String, NDArray> trained) {
    var scale = trained.apply(scale());
    return scale
        .sum()
        .add(matrix.logDeterminant(trained, scale.getManager()))
        .mul(number(scale, area));
  }
}
