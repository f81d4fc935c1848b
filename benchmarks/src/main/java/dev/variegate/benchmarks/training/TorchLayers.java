package dev.variegate.benchmarks.training;

import static dev.variegate.benchmarks.training.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.function.Function;

/** Computes layers with DJL; gradients flow to the weights that ask for them. */
final class TorchLayers implements Layers<NDArray> {

  static final float SLOPE = 0.2f;
  static final float EPSILON = 1e-6f;
  private static final int NEAREST = 0;
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  private final Function<String, NDArray> weights;

  TorchLayers(Function<String, NDArray> weights) {
    this.weights = weights;
  }

  @Override
  public NDArray dense(NDArray x, String layer) {
    return x.matMul(weight(layer)).add(bias(layer));
  }

  @Override
  public NDArray rows(NDArray index, String layer) {
    return index
        .getNDArrayInternal()
        .embedding(index, weight(layer), SparseFormat.DENSE)
        .singletonOrThrow();
  }

  @Override
  public NDArray plus(NDArray left, NDArray right) {
    return left.add(right);
  }

  @Override
  public NDArray convolve(NDArray x, String layer) {
    return Conv2d.conv2d(x, weight(layer), bias(layer), ONE, ONE).singletonOrThrow();
  }

  /** 4x4 convolution that halves height and width; for networks that are not exported. */
  NDArray shrink(NDArray x, String layer) {
    return Conv2d.conv2d(x, weight(layer), bias(layer), TWO, ONE).singletonOrThrow();
  }

  @Override
  public NDArray grid(NDArray x, int channels, int height, int width) {
    return x.reshape(-1, channels, height, width);
  }

  @Override
  public NDArray widen(NDArray x) {
    long[] size = {2 * x.getShape().get(2), 2 * x.getShape().get(3)};
    return x.getNDArrayInternal().interpolation(size, NEAREST, false);
  }

  @Override
  public NDArray halve(NDArray x) {
    return Pool.avgPool2d(x, TWO, TWO, new Shape(0, 0), false, true);
  }

  @Override
  public NDArray leaky(NDArray x) {
    return Activation.leakyRelu(x, SLOPE);
  }

  @Override
  public NDArray normalize(NDArray x) {
    return x.div(x.mul(x).mean(new int[] {1}, true).add(number(x, EPSILON)).sqrt());
  }

  @Override
  public NDArray sigmoid(NDArray x) {
    return Activation.sigmoid(x);
  }

  private NDArray weight(String layer) {
    return weights.apply(layer + ".weight");
  }

  private NDArray bias(String layer) {
    return weights.apply(layer + ".bias");
  }
}
