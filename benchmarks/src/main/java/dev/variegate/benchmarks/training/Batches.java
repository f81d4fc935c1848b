package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.variegate.random.Seeds;
import dev.variegate.train.layer.EngineArrays;

/**
 * Cuts images into batches, in an order and with noise that are pure functions of the seed and the
 * number of the step.
 */
final class Batches {

  private final LabeledImages images;
  private final int classes;
  private final int latent;
  private final int size;
  private final long seed;

  /**
   * What one step learns from.
   *
   * @param images {@code [n, 1, height, width]} in 0..1
   * @param labels class indexes {@code [n]}
   * @param oneHot the same as rows of 0 and 1, {@code [n, classes]}
   * @param noise standard normal numbers {@code [n, latent]}
   */
  record Batch(NDArray images, NDArray labels, NDArray oneHot, NDArray noise) {}

  Batches(LabeledImages images, int classes, int latent, int size, long seed) {
    if (images.count() < size) {
      throw new IllegalArgumentException(
          "Batch size is %d but must not exceed the %d images given; ask for smaller batches"
              .formatted(size, images.count()));
    }
    this.images = images;
    this.classes = classes;
    this.latent = latent;
    this.size = size;
    this.seed = seed;
  }

  /** Whole batches in one epoch; what remains is left out, another part each epoch. */
  int perEpoch() {
    return images.count() / size;
  }

  int size() {
    return size;
  }

  /** The order of one epoch: every image once (Fisher and Yates). */
  int[] order(int epoch) {
    var random = Seeds.generator(seed, "order", epoch, 0);
    int[] order = new int[images.count()];
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** Batch number {@code index} of an order, with the noise of step number {@code step}. */
  Batch batch(NDManager manager, int[] order, int index, int step) {
    int pixels = images.height() * images.width();
    float[] samples = new float[size * pixels];
    long[] labels = new long[size];
    for (int i = 0; i < size; i++) {
      int image = order[index * size + i];
      images.copy(image, samples, i * pixels);
      labels[i] = images.labels()[image];
    }
    return new Batch(
        EngineArrays.array(manager, samples, new Shape(size, 1, images.height(), images.width())),
        EngineArrays.array(manager, labels),
        oneHot(manager, labels),
        noise(manager, step));
  }

  private NDArray oneHot(NDManager manager, long[] labels) {
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + (int) labels[i]] = 1;
    }
    return EngineArrays.array(manager, rows, new Shape(labels.length, classes));
  }

  private NDArray noise(NDManager manager, int step) {
    var random = Seeds.generator(seed, "noise", step, 0);
    float[] values = new float[size * latent];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return EngineArrays.array(manager, values, new Shape(size, latent));
  }
}
