package dev.variegate.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.variegate.train.layer.EngineArrays;

/**
 * What one step learns from.
 *
 * @param images {@code [n, channels, height, width]} in 0..1
 * @param labels class indexes {@code [n]}
 * @param noise random numbers of the step
 */
public record Batch(NDArray images, NDArray labels, KeyedNoise noise) {

  /** The images of these indexes. */
  static Batch of(TrainingImages images, int[] indexes, KeyedNoise noise) {
    var shape = images.shape();
    var samples = new float[indexes.length * shape.size()];
    var labels = new long[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      images.read(indexes[i], samples, i * shape.size());
      labels[i] = images.label(indexes[i]);
    }
    return new Batch(
        EngineArrays.array(
            noise.manager(),
            samples,
            new Shape(indexes.length, shape.channels(), shape.height(), shape.width())),
        EngineArrays.array(noise.manager(), labels),
        noise);
  }

  /** Number of images. */
  public int size() {
    return (int) images.getShape().get(0);
  }
}
