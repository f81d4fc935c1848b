package dev.variegate.generate.schedule;

import java.util.List;

/** Weighted sums of samples: weights and sums in double, one rounding to float at the end. */
final class LinearCombination {

  private LinearCombination() {}

  static float[] times(double a, float[] x) {
    var sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (a * x[i]);
    }
    return sum;
  }

  static float[] sum(double a, float[] x, double b, float[] y) {
    requireEqual(x, y);
    var sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (a * x[i] + b * y[i]);
    }
    return sum;
  }

  static float[] sum(double a, float[] x, double b, float[] y, double c, float[] z) {
    requireEqual(x, y);
    requireEqual(x, z);
    var sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (float) (a * x[i] + b * y[i] + c * z[i]);
    }
    return sum;
  }

  /** Of a sample and of others, which have weights of their own. */
  static float[] sum(double a, float[] x, double[] weights, List<float[]> others) {
    others.forEach(other -> requireEqual(x, other));
    var sum = new float[x.length];
    for (int i = 0; i < sum.length; i++) {
      double total = a * x[i];
      for (int k = 0; k < weights.length; k++) {
        total += weights[k] * others.get(k)[i];
      }
      sum[i] = (float) total;
    }
    return sum;
  }

  /** Every number moved into -range..range. */
  static float[] clip(float[] x, double range) {
    var clipped = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      clipped[i] = (float) Math.max(-range, Math.min(range, x[i]));
    }
    return clipped;
  }

  private static void requireEqual(float[] x, float[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "Samples of %d and of %d numbers are to be mixed but must be equally many; give what belongs to one batch"
              .formatted(x.length, y.length));
    }
  }
}
