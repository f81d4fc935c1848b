package dev.variegate.matrix;

/**
 * Products of rows with rows. Each is summed in the order of its terms, so that it does not depend
 * on which other rows are in the matrices.
 */
public final class MatrixProduct {

  /** Columns and depth of what stays in the processor's cache: 128 KiB. */
  private static final int COLUMNS = 256;

  private static final int DEPTH = 64;

  private MatrixProduct() {}

  /**
   * The product of each row of one matrix with each row of another.
   *
   * @param a {@code [rows, width]}
   * @param b {@code [columns, width]}
   * @return {@code [rows, columns]}
   */
  public static double[] of(double[] a, int rows, double[] b, int columns, int width) {
    return product(a, rows, b, columns, width, false);
  }

  /**
   * The product of each row of a matrix with each other.
   *
   * @param a {@code [count, length]}
   * @return symmetric, {@code [count, count]}
   */
  public static double[] withItself(double[] a, int count, int length) {
    var product = product(a, count, a, count, length, true);
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        product[j * count + i] = product[i * count + j];
      }
    }
    return product;
  }

  /** {@code [columns, rows]} of {@code [rows, columns]}. */
  public static double[] transposed(double[] a, int rows, int columns) {
    var transposed = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = a[i * columns + j];
      }
    }
    return transposed;
  }

  private static double[] product(
      double[] a, int rows, double[] b, int columns, int width, boolean upperAlone) {
    var product = new double[Math.multiplyExact(rows, columns)];
    var tile = new double[DEPTH][COLUMNS];
    var sums = new double[COLUMNS];
    for (int column = 0; column < columns; column += COLUMNS) {
      int across = Math.min(COLUMNS, columns - column);
      int last = upperAlone ? Math.min(rows, column + across) : rows;
      for (int from = 0; from < width; from += DEPTH) {
        int depth = Math.min(DEPTH, width - from);
        for (int j = 0; j < across; j++) {
          for (int k = 0; k < depth; k++) {
            tile[k][j] = b[(column + j) * width + from + k];
          }
        }
        for (int i = 0; i < last; i++) {
          int to = i * columns + column;
          System.arraycopy(product, to, sums, 0, across);
          add(a, i * width + from, depth, tile, sums, across);
          System.arraycopy(sums, 0, product, to, across);
        }
      }
    }
    return product;
  }

  /** Adds the products of part of a row with a tile; four at a time, which vectorizes well. */
  private static void add(
      double[] a, int from, int depth, double[][] tile, double[] sums, int across) {
    int k = 0;
    for (; k + 3 < depth; k += 4) {
      double a0 = a[from + k];
      double a1 = a[from + k + 1];
      double a2 = a[from + k + 2];
      double a3 = a[from + k + 3];
      var b0 = tile[k];
      var b1 = tile[k + 1];
      var b2 = tile[k + 2];
      var b3 = tile[k + 3];
      for (int j = 0; j < across; j++) {
        sums[j] = sums[j] + a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
      }
    }
    for (; k < depth; k++) {
      double a0 = a[from + k];
      var b0 = tile[k];
      for (int j = 0; j < across; j++) {
        sums[j] += a0 * b0[j];
      }
    }
  }
}
