package dev.variegate.benchmarks.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two kinds of the same work, timed in short turns one after the other, so that what else the
 * machine does slows both alike. Medians count.
 *
 * @param ours times a second
 * @param direct the other kind's, where there is one
 * @param ratio of neighboring turns, ours by the other kind's
 */
record Turns(double ours, Optional<Double> direct, Optional<Double> ratio) {

  private static final int TURNS = 15;
  private static final double WARM_SECONDS = 0.15;
  private static final double SECONDS = 0.06;

  /** One piece of work; the number is another one each time. */
  @FunctionalInterface
  interface Work {
    void run(int number);
  }

  /** Times the one alone. */
  static Turns of(Work ours) {
    rate(ours, WARM_SECONDS);
    var rates = new ArrayList<Double>();
    for (int turn = 0; turn < TURNS; turn++) {
      rates.add(rate(ours, SECONDS));
    }
    return new Turns(median(rates), Optional.empty(), Optional.empty());
  }

  /** Times both in turns. */
  static Turns of(Work ours, Work direct) {
    rate(ours, WARM_SECONDS);
    rate(direct, WARM_SECONDS);
    var rates = new ArrayList<Double>();
    var directRates = new ArrayList<Double>();
    var ratios = new ArrayList<Double>();
    for (int turn = 0; turn < TURNS; turn++) {
      rates.add(rate(ours, SECONDS));
      directRates.add(rate(direct, SECONDS));
      ratios.add(rates.get(turn) / directRates.get(turn));
    }
    return new Turns(median(rates), Optional.of(median(directRates)), Optional.of(median(ratios)));
  }

  private static double rate(Work work, double seconds) {
    int done = 0;
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long now = start;
    while (now < end) {
      work.run(done++);
      now = System.nanoTime();
    }
    return done / ((now - start) / 1e9);
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** A rate as the table shows it. */
  static String rate(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }

  /** A ratio as the table shows it. */
  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
