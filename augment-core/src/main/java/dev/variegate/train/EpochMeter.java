package dev.variegate.train;

import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums the losses of one epoch and says every half minute how far it is. */
public final class EpochMeter {

  private static final Logger LOG = LoggerFactory.getLogger(EpochMeter.class);
  private static final long PAUSE_NANOS = 30_000_000_000L;

  private final String name;
  private final List<String> losses;
  private final int epoch;
  private final int epochs;
  private final double[] sums;
  private final long start = System.nanoTime();
  private long spoke = start;
  private int steps;

  /**
   * At the start of an epoch.
   *
   * @param name what is trained
   * @param losses their names
   * @param epoch from 0
   */
  public EpochMeter(String name, List<String> losses, int epoch, int epochs) {
    this.name = name;
    this.losses = List.copyOf(losses);
    this.epoch = epoch;
    this.epochs = epochs;
    this.sums = new double[losses.size()];
  }

  /** Counts one step of {@code of}, each of {@code images}. */
  public void count(float[] values, int of, int images) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[i];
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
      text.append(String.format(Locale.ROOT, ", %s %.4f", losses.get(i), mean(i)));
    }
    LOG.info(
        "{} epoch {}/{} step {}/{}{}; {} images/s, {} s left",
        name,
        epoch + 1,
        epochs,
        steps,
        of,
        text,
        Math.round(steps * images / seconds),
        Math.round(left));
  }

  /** Mean of loss number {@code index} over the steps so far. */
  public double mean(int index) {
    return sums[index] / steps;
  }
}
