package dev.variegate.quality.distribution;

import dev.variegate.matrix.MatrixProduct;
import java.io.Serializable;
import java.util.List;

/** Feature vectors of a part of a set, all of one width. */
public final class FeatureBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int rows;
  private final int width;
  private final double[] values;

  private FeatureBlock(int rows, int width, double[] values) {
    this.rows = rows;
    this.width = width;
    this.values = values;
  }

  /**
   * Of vectors.
   *
   * @throws IllegalArgumentException if there is none, one is empty, they differ in width or hold a
   *     number that is not finite
   */
  public static FeatureBlock of(List<double[]> vectors) {
    if (vectors.isEmpty() || vectors.get(0).length == 0) {
      throw new IllegalArgumentException(
          "There are no features but must be some; give the feature vectors of images");
    }
    int width = vectors.get(0).length;
    var values = new double[Math.multiplyExact(vectors.size(), width)];
    for (int i = 0; i < vectors.size(); i++) {
      requireUsable(vectors.get(i), width);
      System.arraycopy(vectors.get(i), 0, values, i * width, width);
    }
    return new FeatureBlock(vectors.size(), width, values);
  }

  private static void requireUsable(double[] vector, int width) {
    if (vector.length != width) {
      throw new IllegalArgumentException(
          "Feature vectors have %d and %d numbers but must have as many; take the features of one extractor"
              .formatted(width, vector.length));
    }
    for (int k = 0; k < width; k++) {
      if (!Double.isFinite(vector[k])) {
        throw new IllegalArgumentException(
            "Feature %d of an image is %s but must be finite; leave such images out, or correct the extractor"
                .formatted(k, vector[k]));
      }
    }
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  /** A copy of one vector. */
  public double[] row(int i) {
    var row = new double[width];
    System.arraycopy(values, i * width, row, 0, width);
    return row;
  }

  /** Each vector divided by its length; a vector of zeros stays. */
  FeatureBlock normalized() {
    var unit = values.clone();
    for (int i = 0; i < rows; i++) {
      double length = Math.sqrt(squaredLength(i));
      for (int k = i * width; k < (i + 1) * width && length > 0; k++) {
        unit[k] /= length;
      }
    }
    return new FeatureBlock(rows, width, unit);
  }

  /**
   * The product of each vector with each row of a matrix, as vectors.
   *
   * @param matrix {@code [rows, width]}
   */
  FeatureBlock times(double[] matrix, int matrixRows) {
    requireEqualWidth(width, matrix.length / matrixRows);
    var products = MatrixProduct.of(values, rows, matrix, matrixRows, width);
    return new FeatureBlock(rows, matrixRows, products);
  }

  /** {@code [width, rows]}, less a vector. */
  double[] columnsLess(double[] mean) {
    var columns = new double[values.length];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < width; k++) {
        columns[k * rows + i] = values[i * width + k] - mean[k];
      }
    }
    return columns;
  }

  double[] mean() {
    var mean = new double[width];
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < width; k++) {
        mean[k] += values[i * width + k];
      }
    }
    for (int k = 0; k < width; k++) {
      mean[k] /= rows;
    }
    return mean;
  }

  /** The product of each vector with each of another block, {@code [rows, other.rows]}. */
  double[] products(FeatureBlock other) {
    requireEqualWidth(width, other.width);
    return MatrixProduct.of(values, rows, other.values, other.rows, width);
  }

  /**
   * The squared Euclidean distance of each vector to each of another block. Those that rounding
   * would spoil, of vectors that are nearly equal, are summed from differences; equal ones are at
   * 0.
   */
  double[] squaredDistances(FeatureBlock other, double[] products) {
    var distances = new double[products.length];
    var lengths = other.squaredLengths();
    for (int i = 0; i < rows; i++) {
      double length = squaredLength(i);
      for (int j = 0; j < other.rows; j++) {
        double lengthsOfBoth = length + lengths[j];
        double distance = lengthsOfBoth - 2 * products[i * other.rows + j];
        distances[i * other.rows + j] =
            distance > 1e-6 * lengthsOfBoth ? distance : squaredDifference(i, other, j);
      }
    }
    return distances;
  }

  private double squaredDifference(int i, FeatureBlock other, int j) {
    double sum = 0;
    for (int k = 0; k < width; k++) {
      double difference = values[i * width + k] - other.values[j * width + k];
      sum += difference * difference;
    }
    return sum;
  }

  private double[] squaredLengths() {
    var lengths = new double[rows];
    for (int i = 0; i < rows; i++) {
      lengths[i] = squaredLength(i);
    }
    return lengths;
  }

  private double squaredLength(int i) {
    double sum = 0;
    for (int k = i * width; k < (i + 1) * width; k++) {
      sum += values[k] * values[k];
    }
    return sum;
  }

  static void requireEqualWidth(int first, int second) {
    if (first != second) {
      throw new IllegalArgumentException(
          "Features of %d and of %d numbers are compared but must be as many; take the features of one extractor"
              .formatted(first, second));
    }
  }
}
