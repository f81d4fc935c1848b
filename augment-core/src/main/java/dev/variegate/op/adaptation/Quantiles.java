package dev.variegate.op.adaptation;

import dev.variegate.pixel.Curve;
import dev.variegate.pixel.Histogram;

/**
 * Which fraction of a channel's samples lies at or below each level that occurs in it.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class Quantiles {

  private final double[] fractions;
  private final double[] levels;

  private Quantiles(double[] fractions, double[] levels) {
    this.fractions = fractions;
    this.levels = levels;
  }

  static Quantiles of(Histogram histogram) {
    int number = 0;
    for (int level = 0; level <= histogram.white(); level++) {
      number += histogram.count(level) > 0 ? 1 : 0;
    }
    var fractions = new double[number];
    var levels = new double[number];
    double total = histogram.total();
    long below = 0;
    int next = 0;
    for (int level = 0; level <= histogram.white(); level++) {
      if (histogram.count(level) > 0) {
        below += histogram.count(level);
        fractions[next] = below / total;
        levels[next] = (double) level / histogram.white();
        next++;
      }
    }
    return new Quantiles(fractions, levels);
  }

  /**
   * Takes each level of another channel to where these quantiles have its fraction, linear between
   * levels.
   *
   * @param strength how much of the way, 0..1
   */
  Curve curve(Histogram source, double strength) {
    int white = source.white();
    var matched = new double[white + 1];
    double total = source.total();
    if (total == 0 || fractions.length == 0) {
      return Curve.of(x -> x);
    }
    long below = 0;
    int from = 0;
    for (int level = 0; level <= white; level++) {
      below += source.count(level);
      double fraction = below / total;
      while (from < fractions.length - 1 && fractions[from + 1] <= fraction) {
        from++;
      }
      matched[level] = between(from, fraction);
    }
    return Curve.of(
        x -> {
          int level = (int) Math.rint(Math.max(0, Math.min(1, x)) * white);
          return x + strength * (matched[level] - x);
        });
  }

  private double between(int from, double fraction) {
    if (fraction <= fractions[from] || from == fractions.length - 1) {
      return levels[from];
    }
    double part = (fraction - fractions[from]) / (fractions[from + 1] - fractions[from]);
    return levels[from] + part * (levels[from + 1] - levels[from]);
  }

  /** Of memory, about. */
  long bytes() {
    return 2L * Double.BYTES * fractions.length;
  }
}
