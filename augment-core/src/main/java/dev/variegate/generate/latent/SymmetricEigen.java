package dev.variegate.generate.latent;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, by cyclic rotations (Jacobi; Golub and
 * Van Loan, "Matrix Computations", section 8.5).
 *
 * @param values the greatest first
 * @param vectors one for each value, of length 1
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record SymmetricEigen(double[] values, double[][] vectors) {

  private static final int MAX_SWEEPS = 60;

  static SymmetricEigen of(double[][] matrix) {
    int n = matrix.length;
    var a = new double[n][];
    var v = new double[n][n];
    for (int i = 0; i < n; i++) {
      a[i] = matrix[i].clone();
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, v, p, q);
        }
      }
    }
    return sorted(a, v);
  }

  private static SymmetricEigen sorted(double[][] a, double[][] v) {
    var order =
        IntStream.range(0, a.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -a[i][i]))
            .toList();
    return new SymmetricEigen(
        order.stream().mapToDouble(i -> a[i][i]).toArray(),
        order.stream().map(i -> v[i]).toArray(double[][]::new));
  }

  /** What is left beside the diagonal, as far as it can change a digit of it. */
  private static double offDiagonal(double[][] a) {
    double off = 0;
    double diagonal = 0;
    for (int i = 0; i < a.length; i++) {
      diagonal += a[i][i] * a[i][i];
      for (int j = 0; j < i; j++) {
        off += a[i][j] * a[i][j];
      }
    }
    return off > diagonal * 1e-32 ? off : 0;
  }

  /** Turns the plane of p and q so that their common element vanishes; rows of v are vectors. */
  private static void rotate(double[][] a, double[][] v, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double left = a[k][p];
      a[k][p] = c * left - s * a[k][q];
      a[k][q] = s * left + c * a[k][q];
    }
    for (int k = 0; k < a.length; k++) {
      double upper = a[p][k];
      a[p][k] = c * upper - s * a[q][k];
      a[q][k] = s * upper + c * a[q][k];
      double first = v[p][k];
      v[p][k] = c * first - s * v[q][k];
      v[q][k] = s * first + c * v[q][k];
    }
  }
}
