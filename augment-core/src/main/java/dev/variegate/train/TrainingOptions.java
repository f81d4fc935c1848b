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
 */
public record TrainingOptions(
    int epochs,
    int batchSize,
    double learningRate,
    double averaging,
    double validationFraction,
    int patience,
    long seed,
    int threads)
    implements Serializable {

  /** The same with so many threads. */
  public TrainingOptions withThreads(int given) {
    return new TrainingOptions(
        epochs, batchSize, learningRate, averaging, validationFraction, patience, seed, given);
  }

  /** Of so many images, those that are held out. */
  int heldOut(int images) {
    return (int) Math.floor(validationFraction * images);
  }

  /** Linear from the whole rate to a tenth of it. */
  double rate(double done) {
    return learningRate * (1 - 0.9 * done);
  }
}
