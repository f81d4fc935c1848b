package dev.variegate.train.flow;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;

/** Small flows of which every part changes its input, as after a training. */
final class Flows {

  static final int CLASSES = 3;

  private Flows() {}

  static FlowNetwork network(FlowKind kind, ImageShape shape, double alpha) {
    return new FlowNetwork(shape, new FlowOptions(kind, 4, 8, alpha, 1), CLASSES, 5);
  }

  /** First weights, each number moved, then normalized as by a first batch. */
  static TrainableWeights moved(NDManager manager, FlowNetwork network) {
    var weights = network.declare(new TrainableWeights(manager, "flow", 5));
    weights
        .all()
        .values()
        .forEach(
            array -> {
              try (var by = normal(manager, 0.02, array.getShape().getShape())) {
                array.addi(by);
              }
            });
    var layers = new TorchLayers(new FlowWeights(network, weights::at)::at);
    network.encode(
        layers,
        images(manager, 16, network.sizes().shape()),
        labels(manager, 16),
        (mixing, x) -> mixing.normalize(weights, x));
    return weights;
  }

  static NDArray normal(NDManager manager, double deviation, long... shape) {
    var random = Seeds.generator(9, "numbers", shape.length, 0);
    var values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return EngineArrays.array(manager, values, new Shape(shape));
  }

  /** Numbers from 0 to below 1, as of images, rims among them. */
  static NDArray images(NDManager manager, int count, ImageShape shape) {
    var random = Seeds.generator(9, "images", count, 0);
    var values = new float[count * shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(4) == 0 ? 0.001f : random.nextInt(256) / 256f;
    }
    return EngineArrays.array(
        manager, values, new Shape(count, shape.channels(), shape.height(), shape.width()));
  }

  /** Class indexes {@code [count]}. */
  static NDArray labels(NDManager manager, int count) {
    var labels = new long[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return EngineArrays.array(manager, labels);
  }

  /** The largest difference between numbers in the same places. */
  static double distance(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      double distance = Math.abs((double) one[i] - other[i]);
      largest = distance <= largest ? largest : distance; // so that NaN stays
    }
    return largest;
  }
}
