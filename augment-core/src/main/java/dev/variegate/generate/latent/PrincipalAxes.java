package dev.variegate.generate.latent;

import dev.variegate.matrix.SymmetricEigen;
import dev.variegate.random.Seeds;
import java.util.Arrays;

/**
 * The directions in which a matrix is largest: the eigenvectors of {@code A^T A} with the greatest
 * eigenvalues.
 *
 * <p>By orthogonal iteration on a somewhat larger subspace, with a Rayleigh-Ritz step each time
 * (Saad, "Numerical Methods for Large Eigenvalue Problems", section 5.2), from a start that is
 * always the same: equal matrices give equal bits. Each axis points to where its largest number is
 * positive.
 */
final class PrincipalAxes {

  private static final int SPARE = 8;
  private static final int MAX_ROUNDS = 500;
  private static final double STILL = 1e-12;

  private final double[][] rows;
  private double[][] axes;
  private double[] values;

  private PrincipalAxes(double[][] rows, int count) {
    this.rows = rows;
    var random = Seeds.generator(0, "principal axes", 0, 0);
    this.axes = new double[count][rows[0].length];
    for (var axis : axes) {
      Arrays.setAll(axis, i -> random.nextGaussian());
    }
    this.values = new double[count];
  }

  /**
   * @param axes each of length 1, the greatest first
   * @param values sums of the squares of the rows' parts along them
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Found(double[][] axes, double[] values) {}

  /**
   * @param rows of the matrix, as they are: center them for principal components
   * @param count of axes asked for; fewer where the matrix has fewer
   */
  static Found of(double[][] rows, int count) {
    int most = Math.min(rows.length, rows[0].length);
    var search = new PrincipalAxes(rows, Math.min(count + SPARE, most));
    search.iterate(Math.min(count, most));
    int found = Math.min(count, most);
    return new Found(Arrays.copyOf(search.axes, found), Arrays.copyOf(search.values, found));
  }

  private void iterate(int wanted) {
    orthonormalize();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      var before = Arrays.copyOf(values, wanted);
      step();
      double change = 0;
      for (int i = 0; i < wanted; i++) {
        change = Math.max(change, Math.abs(values[i] - before[i]));
      }
      if (change <= STILL * Math.max(values[0], Double.MIN_NORMAL)) {
        break;
      }
    }
    for (var axis : axes) {
      pointUp(axis);
    }
  }

  /**
   * Replaces the axes by A^T A of them, turned so that each is an eigenvector of what they span.
   */
  private void step() {
    int count = axes.length;
    var gram = new double[count][count];
    var next = new double[count][rows[0].length];
    var parts = new double[count];
    for (var row : rows) {
      for (int i = 0; i < count; i++) {
        parts[i] = VectorMath.dot(row, axes[i]);
        VectorMath.add(next[i], parts[i], row);
      }
      for (int i = 0; i < count; i++) {
        VectorMath.add(gram[i], parts[i], parts);
      }
    }
    var turn =
        SymmetricEigen.of(Arrays.stream(gram).flatMapToDouble(Arrays::stream).toArray(), count);
    values = turn.values();
    var turned = new double[count][rows[0].length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        VectorMath.add(turned[i], turn.vectors()[i][j], next[j]);
      }
    }
    axes = turned;
    orthonormalize();
  }

  /** Gram and Schmidt, twice, which is enough (Parlett). What vanishes stays zero. */
  private void orthonormalize() {
    for (int i = 0; i < axes.length; i++) {
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          VectorMath.add(axes[i], -VectorMath.dot(axes[i], axes[j]), axes[j]);
        }
        double norm = VectorMath.norm(axes[i]);
        if (norm > 0) {
          axes[i] = VectorMath.times(axes[i], 1 / norm);
        }
      }
    }
  }

  private static void pointUp(double[] axis) {
    int largest = 0;
    for (int i = 1; i < axis.length; i++) {
      largest = Math.abs(axis[i]) > Math.abs(axis[largest]) ? i : largest;
    }
    if (axis[largest] < 0) {
      for (int i = 0; i < axis.length; i++) {
        axis[i] = -axis[i];
      }
    }
  }
}
