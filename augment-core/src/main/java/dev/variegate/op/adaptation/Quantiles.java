package dev.variegate.op.adaptation;

import dev.variegate.pixel.Curve;
import dev.variegate.pixel.Histogram;


/**
 * Which share of a channel's samples lies at or below each level that occurs in it.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class Quantiles {

  private final double[] shares;
  private final double[] levels;

  private Quantiles(double[] shares, double[] levels) {
    this.shares = shares;
    this.levels = levels;
  }

  static Quantiles of(Histogram histogram) {
    int number = 0;
    for (int level = 0; level <= histogram.white(); level++) {
      number += histogram.count(level) > 0 ? 1 : 0;
    }
    var shares = new double[number];
    var levels = new double[number];
    double total = histogram.total();
    long below = 0;
    int next = 0;
    for (int level = 0; level <= histogram.white(); level++) {
      if (histogram.count(level) > 0) {
        below += histogram.count(level);
        shares[next] = below / total;
        levels[next] = (double) level / histogram.white();
        next++;
      }
    }
    return new Quantiles(shares, levels);
  }

  /**
   * Takes each level of another channel to where these quantiles have its share, linear between
   * levels.
   *
   * @param strength how much of the way, 0..1
   */
  Curve curve(Histogram source, double strength) {
    int white = source.white();
    var matched = new double[white + 1];
    double total = source.total();
    if (total == 0 || shares.length == 0) {
      return Curve.of(x -> x);
    }
    long below = 0;
    int from = 0;
    for (int level = 0; level <= white; level++) {
      below += source.count(level);
      double share = below / total;
      while (from < shares.length - 1 && shares[from + 1] <= share) {
        from++;
      }
      matched[level] = between(from, share);
    }
    return Curve.of(
        x -> {
          int level = (int) Math.rint(Math.max(0, Math.min(1, x)) * white);
          return x + strength * (matched[level] - x);
        });
  }

  private double between(int from, double share) {
    if (share <= shares[from] || from == shares.length - 1) {
      return levels[from];
    }
    double part = (share - shares[from]) / (shares[from + 1] - shares[from]);
    return levels[from] + part * (levels[from + 1] - levels[from]);
  }

  /** Of memory, about. */
  long bytes() {
    return 2L * Double.BYTES * shares.length;
  }
}
