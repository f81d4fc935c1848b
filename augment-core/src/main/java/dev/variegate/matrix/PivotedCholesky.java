package dev.variegate.matrix;

import java.util.Arrays;

/**
 * {@code C = L L'} of a positive semidefinite matrix that may lack rank, as covariances of few
 * samples do (Higham, "Accuracy and Stability of Numerical Algorithms", section 10.3).
 */
public final class PivotedCholesky {

  private PivotedCholesky() {}

  /**
   * The transposed factor, one row for each rank; its columns stand in the matrix's own order.
   *
   * @param matrix symmetric, {@code [width, width]}
   * @return {@code [rank, width]}
   */
  public static double[] transposed(double[] matrix, int width) {
    var left = new double[width];
    double largest = 0;
    for (int i = 0; i < width; i++) {
      left[i] = matrix[i * width + i];
      largest = Math.max(largest, left[i]);
    }
    double least = width * Math.ulp(1.0) * largest;
    var factor = new double[matrix.length];
    int rank = 0;
    int pivot = indexOfLargest(left);
    while (rank < width && left[pivot] > least) {
      addRow(matrix, width, factor, rank, pivot, left);
      rank++;
      pivot = indexOfLargest(left);
    }
    return Arrays.copyOf(factor, rank * width);
  }

  /** The row of a pivot: what of its column the rows before do not explain. */
  private static void addRow(
      double[] matrix, int width, double[] factor, int rank, int pivot, double[] left) {
    var row = new double[width];
    System.arraycopy(matrix, pivot * width, row, 0, width);
    for (int r = 0; r < rank; r++) {
      double weight = factor[r * width + pivot];
      int from = r * width;
      for (int i = 0; i < width && weight != 0; i++) {
        row[i] -= weight * factor[from + i];
      }
    }
    double root = Math.sqrt(left[pivot]);
    for (int i = 0; i < width; i++) {
      double value = left[i] == 0 ? 0 : row[i] / root;
      factor[rank * width + i] = value;
      left[i] = Math.max(0, left[i] - value * value);
    }
    factor[rank * width + pivot] = root;
    left[pivot] = 0; // explained
  }

  private static int indexOfLargest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      best = values[i] > values[best] ? i : best;
    }
    return best;
  }
}
