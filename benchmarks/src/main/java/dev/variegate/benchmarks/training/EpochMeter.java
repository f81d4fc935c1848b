package dev.variegate.benchmarks.training;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums the losses of one epoch and says every half minute how far it is. */
final class EpochMeter {

  private static final Logger LOG = LoggerFactory.getLogger(EpochMeter.class);
  private static final long PAUSE_NANOS = 30_000_000_000L;

  private final TrainingPhase phase;
  private final int epoch;
  private final int epochs;
  private final double[] sums;
  private final long start = System.nanoTime();
  private long spoke = start;
  private int steps;

  EpochMeter(TrainingPhase phase, int epoch, int epochs) {
    this.phase = phase;
    this.epoch = epoch;
    this.epochs = epochs;
    this.sums = new double[phase.losses().size()];
  }

  /** Counts one step of {@code of}, each of {@code images}. */
  void count(float[] losses, int of, int images) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += losses[i];
    }
    steps++;
    long now = System.nanoTime();
    if (steps == of || now - spoke >= PAUSE_NANOS) {
      spoke = now;
      say((now - start) / 1e9, of, images);
    }
  }

  private void say(double seconds, int of, int images) {
    double left = seconds / steps * ((double) of * (epochs - epoch) - steps);
    var text = new StringBuilder();
    for (int i = 0; i < sums.length; i++) {
      text.append(String.format(Locale.ROOT, ", %s %.4f", phase.losses().get(i), mean(i)));
    }
    LOG.info(
        "{} epoch {}/{} step {}/{}{}; {} images/s, {} s left in this phase",
        phase.name(),
        epoch + 1,
        epochs,
        steps,
        of,
        text,
        Math.round(steps * images / seconds),
        Math.round(left));
  }

  /** Mean of loss number {@code index} over the steps so far. */
  double mean(int index) {
    return sums[index] / steps;
  }
}
