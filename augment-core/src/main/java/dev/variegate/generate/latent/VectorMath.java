package dev.variegate.generate.latent;

/** Sums over vectors, in one order, so that equal vectors give equal bits. */
final class VectorMath {

  private VectorMath() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  /** Adds a multiple of another vector in place. */
  static void add(double[] vector, double factor, double[] other) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] += factor * other[i];
    }
  }

  static double[] times(double[] vector, double factor) {
    var product = new double[vector.length];
    add(product, factor, vector);
    return product;
  }

  static double[] mean(double[][] rows) {
    var mean = new double[rows[0].length];
    for (var row : rows) {
      add(mean, 1.0 / rows.length, row);
    }
    return mean;
  }

  /** The rows less their mean. */
  static double[][] centered(double[][] rows) {
    var mean = mean(rows);
    var centered = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      centered[i] = rows[i].clone();
      add(centered[i], -1, mean);
    }
    return centered;
  }

  /** The deviation of the rows along a unit vector. */
  static double deviation(double[][] rows, double[] unit) {
    double sum = 0;
    for (var row : centered(rows)) {
      double along = dot(row, unit);
      sum += along * along;
    }
    return Math.sqrt(sum / rows.length);
  }
}
