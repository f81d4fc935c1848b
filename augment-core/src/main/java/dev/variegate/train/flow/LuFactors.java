package dev.variegate.train.flow;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A square matrix as rows in another order, times a lower triangle with ones on the diagonal, times
 * an upper triangle (Doolittle, with partial pivoting).
 *
 * @param rows for each row of the matrix the row of the product of both triangles
 * @param lower row by row, with zeros on and above the diagonal
 * @param upper row by row, with zeros on and below the diagonal
 * @param diagonal of the upper triangle
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record LuFactors(int[] rows, double[][] lower, double[][] upper, double[] diagonal) {

  /** Of a random rotation, or one with a reflection. */
  static LuFactors ofRotation(RandomGenerator random, int size) {
    return of(rotation(random, size));
  }

  /** Of an invertible matrix. */
  static LuFactors of(double[][] matrix) {
    int size = matrix.length;
    var left = IntStream.range(0, size).mapToObj(i -> matrix[i].clone()).toArray(double[][]::new);
    var order = IntStream.range(0, size).toArray();
    for (int column = 0; column < size; column++) {
      swap(left, order, column, pivot(left, column));
      for (int row = column + 1; row < size; row++) {
        left[row][column] /= left[column][column];
        for (int i = column + 1; i < size; i++) {
          left[row][i] -= left[row][column] * left[column][i];
        }
      }
    }
    return parts(left, order);
  }

  private static int pivot(double[][] matrix, int column) {
    int best = column;
    for (int row = column + 1; row < matrix.length; row++) {
      if (Math.abs(matrix[row][column]) > Math.abs(matrix[best][column])) {
        best = row;
      }
    }
    return best;
  }

  private static void swap(double[][] matrix, int[] order, int one, int other) {
    var row = matrix[one];
    matrix[one] = matrix[other];
    matrix[other] = row;
    int place = order[one];
    order[one] = order[other];
    order[other] = place;
  }

  /** Of both triangles in one matrix. */
  private static LuFactors parts(double[][] both, int[] order) {
    int size = both.length;
    var rows = new int[size];
    var lower = new double[size][size];
    var upper = new double[size][size];
    var diagonal = new double[size];
    for (int i = 0; i < size; i++) {
      rows[order[i]] = i;
      diagonal[i] = both[i][i];
      System.arraycopy(both[i], 0, lower[i], 0, i);
      System.arraycopy(both[i], i + 1, upper[i], i + 1, size - i - 1);
    }
    return new LuFactors(rows, lower, upper, diagonal);
  }

  /** Normal rows, each made orthogonal to those before it (Gram and Schmidt, twice). */
  private static double[][] rotation(RandomGenerator random, int size) {
    var rows = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = random.nextGaussian();
      }
      for (int j = 0; j < 2 * i; j++) {
        subtract(rows[i], rows[j % i], dot(rows[i], rows[j % i]));
      }
      double length = Math.sqrt(dot(rows[i], rows[i]));
      for (int j = 0; j < size; j++) {
        rows[i][j] /= length;
      }
    }
    return rows;
  }

  private static double dot(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
  }

  private static void subtract(double[] from, double[] row, double times) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= times * row[i];
    }
  }
}
