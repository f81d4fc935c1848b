package dev.variegate.train.layer;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;
import java.util.function.Function;

/** Computes layers with DJL; gradients flow to the weights that ask for them. */
public final class TorchLayers implements Layers<NDArray> {

  static final float SLOPE = 0.2f;
  static final float EPSILON = 1e-6f;
  static final float GROUP_EPSILON = 1e-5f;
  private static final double LONGEST = 10_000;
  private static final int NEAREST = 0;
  private static final Shape ONE = new Shape(1, 1);
  private static final Shape TWO = new Shape(2, 2);

  private final Function<String, NDArray> weights;

  /** With weights by name. */
  public TorchLayers(Function<String, NDArray> weights) {
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
  public NDArray times(NDArray left, NDArray right) {
    return left.mul(right);
  }

  @Override
  public NDArray linear(NDArray x, double factor, double offset) {
    return x.mul(number(x, factor)).add(number(x, offset));
  }

  @Override
  public NDArray pointwise(NDArray x, String layer) {
    return Conv2d.conv2d(x, weight(layer), bias(layer)).singletonOrThrow();
  }

  @Override
  public NDArray convolveInside(NDArray x, String layer) {
    return pointwise(x, layer);
  }

  @Override
  public NDArray join(NDArray first, NDArray second) {
    return first.concat(second, 1);
  }

  @Override
  public NDArray channels(NDArray x, int from, int to) {
    return x.get(new NDIndex(":, {}:{}", from, to));
  }

  @Override
  public NDArray squeeze(NDArray x) {
    var shape = x.getShape();
    long half = shape.get(2) / 2;
    long side = shape.get(3) / 2;
    return x.reshape(-1, shape.get(1), half, 2, side, 2)
        .transpose(0, 3, 5, 1, 2, 4)
        .reshape(-1, 4 * shape.get(1), half, side);
  }

  @Override
  public NDArray unsqueeze(NDArray x) {
    var shape = x.getShape();
    long channels = shape.get(1) / 4;
    return x.reshape(-1, 2, 2, channels, shape.get(2), shape.get(3))
        .transpose(0, 3, 4, 1, 5, 2)
        .reshape(-1, channels, 2 * shape.get(2), 2 * shape.get(3));
  }

  @Override
  public NDArray sinusoids(NDArray time, int size) {
    var frequencies =
        EngineArrays.array(time.getManager(), frequencies(size), new Shape(1, size / 2));
    var angles = time.reshape(-1, 1).mul(frequencies);
    return angles.cos().concat(angles.sin(), 1);
  }

  /** From 1 to 1 / 10,000, at equal ratios. */
  static float[] frequencies(int size) {
    var frequencies = new float[size / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) Math.pow(LONGEST, -(double) i / (frequencies.length - 1));
    }
    return frequencies;
  }

  @Override
  public NDArray groupNorm(NDArray x, String layer, int groups) {
    var shape = x.getShape();
    var each = new Shape(x.size() / shape.get(0) / groups);
    var manager = x.getManager();
    var unit =
        x.getNDArrayInternal()
            .layerNorm(
                x.reshape(shape.get(0), groups, each.get(0)),
                each,
                manager.ones(each),
                manager.zeros(each),
                GROUP_EPSILON)
            .singletonOrThrow();
    return unit.reshape(shape)
        .mul(weight(layer).reshape(1, -1, 1, 1))
        .add(bias(layer).reshape(1, -1, 1, 1));
  }

  @Override
  public NDArray silu(NDArray x) {
    return x.mul(Activation.sigmoid(x));
  }

  @Override
  public NDArray tanh(NDArray x) {
    return Activation.tanh(x);
  }

  @Override
  public NDArray exp(NDArray x) {
    return x.exp();
  }

  @Override
  public NDArray convolve(NDArray x, String layer) {
    return Conv2d.conv2d(x, weight(layer), bias(layer), ONE, ONE).singletonOrThrow();
  }

  @Override
  public NDArray shrink(NDArray x, String layer) {
    return Conv2d.conv2d(x, weight(layer), bias(layer), TWO, ONE).singletonOrThrow();
  }

  @Override
  public NDArray grid(NDArray x, int channels, int height, int width) {
    return x.reshape(-1, channels, height, width);
  }

  @Override
  public NDArray flat(NDArray x, int size) {
    return x.reshape(-1, size);
  }

  @Override
  public NDArray crop(NDArray x, int height, int width) {
    return x.get(new NDIndex(":, :, :{}, :{}", height, width));
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

  @Override
  public NDArray pad(NDArray x, int below, int right) {
    return pad(x, 0, below, 0, right);
  }

  @Override
  public NDArray pad(NDArray x, int above, int below, int left, int right) {
    return x.pad(new Shape(left, right, above, below), 0);
  }

  @Override
  public NDArray softplus(NDArray x) {
    return Activation.softPlus(x);
  }

  private NDArray weight(String layer) {
    return weights.apply(layer + ".weight");
  }

  private NDArray bias(String layer) {
    return weights.apply(layer + ".bias");
  }

  @Override
  public NDArray log(NDArray x) {
    return x.log();
  }

  @Override
  public NDArray sum(NDArray x) {
    return x.reshape(x.getShape().get(0), -1).sum(new int[] {1});
  }

  @Override
  public NDArray array(String name) {
    return weights.apply(name);
  }
}
