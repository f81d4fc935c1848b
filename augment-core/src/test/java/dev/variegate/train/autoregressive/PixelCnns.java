package dev.variegate.train.autoregressive;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.ImageShape;
import dev.variegate.train.layer.EngineArrays;
import dev.variegate.train.layer.TrainableWeights;
import java.util.HashMap;
import java.util.Map;

/** Small networks with first weights, and images for them. */
final class PixelCnns {

  static final int CLASSES = 3;

  private PixelCnns() {}

  static PixelCnnNetwork network(ImageShape shape, int classes) {
    return new PixelCnnNetwork(shape, new PixelCnnOptions(6, 2, 3, 1), classes);
  }

  static TrainableWeights weights(NDManager manager, PixelCnnNetwork network) {
    return network.declare(new TrainableWeights(manager, "pixel-cnn", 5));
  }

  /** All arrays of the layers. */
  static Map<String, NDArray> all(
      NDManager manager, PixelCnnNetwork network, TrainableWeights weights) {
    var all = new HashMap<>(weights.all());
    all.putAll(network.places(manager));
    return all;
  }

  /** Images of 256 levels in -1..1. */
  static float[] images(int count, ImageShape shape) {
    var random = Seeds.generator(3, "images", count, 0);
    var samples = new float[count * shape.size()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 2f * random.nextInt(256) / 255 - 1;
    }
    return samples;
  }

  static NDArray array(NDManager manager, float[] images, ImageShape shape) {
    int count = images.length / shape.size();
    return EngineArrays.array(
        manager, images, new Shape(count, shape.channels(), shape.height(), shape.width()));
  }

  static NDArray labels(NDManager manager, int count) {
    var labels = new long[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % CLASSES;
    }
    return EngineArrays.array(manager, labels);
  }
}
