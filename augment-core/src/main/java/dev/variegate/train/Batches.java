package dev.variegate.train;

import ai.djl.ndarray.NDManager;
import dev.variegate.random.Seeds;
import java.util.Arrays;

/**
 * Cuts images into batches of training and of validation, in an order and with noise that are pure
 * functions of the seed and the number of the epoch and the step.
 */
final class Batches {

  private final TrainingImages images;
  private final NDManager manager;
  private final TrainingOptions options;
  private final int heldOut;

  Batches(TrainingImages images, NDManager manager, TrainingOptions options) {
    this.images = images;
    this.manager = manager;
    this.options = options;
    this.heldOut = options.heldOut(images.count());
  }

  /** Images that are held out. */
  int heldOut() {
    return heldOut;
  }

  /** Whole batches of an epoch; what remains is left out, another part each epoch. */
  int steps() {
    return (images.count() - heldOut) / options.batchSize();
  }

  /** Batches of validation, the last of which may be smaller. */
  int validations() {
    return (heldOut + options.batchSize() - 1) / options.batchSize();
  }

  /** Every training image once (Fisher and Yates). */
  int[] order(int epoch) {
    var random = Seeds.generator(options.seed(), "order", epoch, 0);
    int[] order = images.training(heldOut);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }

  /** Batch of a step of an epoch, with the order of that epoch. */
  Batch training(int[] order, int epoch, int step) {
    int start = step * options.batchSize();
    return Batch.of(
        images,
        Arrays.copyOfRange(order, start, start + options.batchSize()),
        new KeyedNoise(manager, options.seed(), epoch * steps() + step));
  }

  /** Batch of validation, the same with the same noise in each epoch. */
  Batch validation(int number) {
    int start = number * options.batchSize();
    int[] held = images.validation(heldOut);
    return Batch.of(
        images,
        Arrays.copyOfRange(held, start, Math.min(held.length, start + options.batchSize())),
        new KeyedNoise(manager, ~options.seed(), start));
  }
}
