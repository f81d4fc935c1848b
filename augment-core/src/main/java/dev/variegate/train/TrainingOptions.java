package dev.variegate.train;

import java.io.Serializable;

/**
 * How long and how fast a model is trained.
 *
 * @param epochs passes over the training images, at most
 * @param batchSize images in a step
 * @param learningRate step size at first; it falls linearly to a tenth
 * @param averaging decay of the moving average of weights, 0 to below 1
 * @param validationFraction part of the images that is held out, 0 to below 1
 * @param patience epochs without a smaller validation loss after which training ends; 0 for never,
 *     and never for models of which it says nothing
 * @param seed of first weights, order and noise
 * @param threads of the engine
 * @param device that computes, as DJL names it: cpu, gpu0, gpu1 ...
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    double learningRate,
    double averaging,
    double validationFraction,
    int patience,
    long seed,
    int threads,
    String device)
    implements Serializable {

  /** The device of all trainings without a GPU. */
  public static final String CPU = "cpu";

  /** On the CPU. */
  public TrainingOptions(
      int epochs,
      int batchSize,
      double learningRate,
      double averaging,
      double validationFraction,
      int patience,
      long seed,
      int threads) {
    this(
        epochs,
        batchSize,
        learningRate,
        averaging,
        validationFraction,
        patience,
        seed,
        threads,
        CPU);
  }

  public TrainingOptions {
    require(epochs >= 1, "epochs", epochs, "1 or more");
    require(batchSize >= 1, "batchSize", batchSize, "1 or more");
    require(
        learningRate > 0 && Double.isFinite(learningRate),
        "learningRate",
        learningRate,
        "a number above 0");
    require(averaging >= 0 && averaging < 1, "averaging", averaging, "from 0 to below 1");
    require(
        validationFraction >= 0 && validationFraction < 1,
        "validationFraction",
        validationFraction,
        "from 0 to below 1");
    require(patience >= 0, "patience", patience, "0 or more");
    require(threads >= 1, "threads", threads, "1 or more");
    require(device.matches("cpu|gpu\\d+"), "device", device, "cpu or gpu with an index");
  }

  private static void require(boolean holds, String name, Object value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s is %s but must be %s; change it".formatted(name, value, rule));
    }
  }

  /** The same with so many threads, on that device. */
  public TrainingOptions on(String other, int given) {
    return new TrainingOptions(
        epochs,
        batchSize,
        learningRate,
        averaging,
        validationFraction,
        patience,
        seed,
        given,
        other);
  }

  /**
   * Refuses fewer images than a step takes, and keys in the place of classes.
   *
   * @param classes number of classes, 0 where they are not learned
   * @throws TrainingException naming the numbers
   */
  public void requireEnough(long images, int classes) {
    long trained = images - heldOut(images);
    if (trained < batchSize) {
      throw new TrainingException(
          "Images left for training are %d of %d but must be at least one batch of %d; give more images, or lower batchSize"
              .formatted(trained, images, batchSize));
    }
    if (classes > images / 2) {
      throw new TrainingException(
          "%d images have %d classes but must have two or more each on average; labelCol must name classes, not keys"
              .formatted(images, classes));
    }
  }

  /** Of so many images, those that are held out. */
  int heldOut(long images) {
    return (int) Math.floor(validationFraction * images);
  }

  /** Linear from the whole rate to a tenth of it. */
  double rate(double done) {
    return learningRate * (1 - 0.9 * done);
  }
}
