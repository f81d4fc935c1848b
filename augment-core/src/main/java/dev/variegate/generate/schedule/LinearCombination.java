package dev.variegate.generate.schedule;

import java.util.List;

/** Weighted sums of samples. */
final class LinearCombination {

  private LinearCombination() {}

  static double[] times(double a, double[] x) {
    var sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i];
    }
    return sum;
  }

  static double[] sum(double a, double[] x, double b, double[] y) {
    requireEqual(x, y);
    var sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i] + b * y[i];
    }
    return sum;
  }

  static double[] sum(double a, double[] x, double b, double[] y, double c, double[] z) {
    requireEqual(x, y);
    requireEqual(x, z);
    var sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i] + b * y[i] + c * z[i];
    }
    return sum;
  }

  /** Of a sample and of others, which have weights of their own. */
  static double[] sum(double a, double[] x, double[] weights, List<double[]> others) {
    others.forEach(other -> requireEqual(x, other));
    var sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      double total = a * x[i];
      for (int k = 0; k < weights.length; k++) {
        total += weights[k] * others.get(k)[i];
      }
      sum[i] = total;
    }
    return sum;
  }

  /** Every number moved into -range..range. */
  static double[] clip(double[] x, double range) {
    var clipped = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      clipped[i] = Math.max(-range, Math.min(range, x[i]));
    }
    return clipped;
  }

  private static void requireEqual(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Samples of %d and of %d numbers are to be mixed but must be equally many; give what belongs to one batch"
              .formatted(x.length, y.length));
    }
  }
}
