package dev.variegate.op.geometric;

import dev.variegate.image.Size;

/**
 * The thin-plate spline through pushes at the points of a regular grid over an image.
 *
 * <p>Source: Bookstein 1989: {@code f(p) = a0 + ax x + ay y + sum w_i U(|p - p_i|)}, {@code U(r) =
 * r^2 log r^2}. Coordinates are fractions of the longer side.
 */
final class ThinPlateSplineSolver {

  private final int points;
  private final Size size;
  private final double unit;
  private final double[][] weights;

  /**
   * @param points along each side
   * @param pushes right and down in pixels, row by row
   */
  ThinPlateSplineSolver(int points, Size size, double[][] pushes) {
    this.points = points;
    this.size = size;
    this.unit = Math.max(size.width(), size.height());
    this.weights = solve(pushes);
  }

  /** Offsets in the middles of the cells of a coarser image, right and down in pixels. */
  float[] offsets(Size coarse) {
    var offsets = new float[Math.toIntExact(2 * coarse.pixels())];
    int at = 0;
    for (int y = 0; y < coarse.height(); y++) {
      double down = (y + 0.5) * size.height() / coarse.height() / unit;
      for (int x = 0; x < coarse.width(); x++) {
        double right = (x + 0.5) * size.width() / coarse.width() / unit;
        offsets[at++] = (float) value(right, down, 0);
        offsets[at++] = (float) value(right, down, 1);
      }
    }
    return offsets;
  }

  private double value(double x, double y, int axis) {
    int number = points * points;
    double sum =
        weights[number][axis] + weights[number + 1][axis] * x + weights[number + 2][axis] * y;
    for (int i = 0; i < number; i++) {
      sum += weights[i][axis] * bend(x - pointX(i), y - pointY(i));
    }
    return sum;
  }

  private double pointX(int i) {
    return i % points * (size.width() / unit) / (points - 1);
  }

  private double pointY(int i) {
    int row = i / points;
    return row * (size.height() / unit) / (points - 1);
  }

  private static double bend(double x, double y) {
    double square = x * x + y * y;
    return square == 0 ? 0 : square * StrictMath.log(square);
  }

  /** Weights of the points, then a0, ax and ay. */
  private double[][] solve(double[][] pushes) {
    int number = points * points;
    var system = new double[number + 3][number + 5];
    for (int i = 0; i < number; i++) {
      for (int k = 0; k < number; k++) {
        system[i][k] = bend(pointX(i) - pointX(k), pointY(i) - pointY(k));
      }
      system[i][number] = 1;
      system[i][number + 1] = pointX(i);
      system[i][number + 2] = pointY(i);
      system[i][number + 3] = pushes[i][0];
      system[i][number + 4] = pushes[i][1];
      for (int k = 0; k < 3; k++) {
        system[number + k][i] = system[i][number + k];
      }
    }
    return eliminated(system);
  }

  /** Gauss and Jordan, with the largest pivot of each column. */
  private static double[][] eliminated(double[][] system) {
    int rows = system.length;
    for (int column = 0; column < rows; column++) {
      swapInPivot(system, column);
      for (int row = 0; row < rows; row++) {
        double factor = row == column ? 0 : system[row][column] / system[column][column];
        for (int k = column; factor != 0 && k < rows + 2; k++) {
          system[row][k] -= factor * system[column][k];
        }
      }
    }
    var solution = new double[rows][2];
    for (int row = 0; row < rows; row++) {
      solution[row][0] = system[row][rows] / system[row][row];
      solution[row][1] = system[row][rows + 1] / system[row][row];
    }
    return solution;
  }

  private static void swapInPivot(double[][] system, int column) {
    int best = column;
    for (int row = column + 1; row < system.length; row++) {
      if (Math.abs(system[row][column]) > Math.abs(system[best][column])) {
        best = row;
      }
    }
    var kept = system[column];
    system[column] = system[best];
    system[best] = kept;
  }
}
