package dev.variegate.op.adaptation;

import static org.bytedeco.opencv.global.opencv_core.meanStdDev;

import dev.variegate.op.ReferenceCache;
import java.nio.DoubleBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Mean and standard deviation along each axis of {@link OpponentColors}.
 *
 * <p>A final class, for arrays break a record's equality.
 */
final class OpponentMoments implements ReferenceCache.Seen {

  /** A smaller deviation is rounding and noise, which must not be stretched to colors. */
  private static final double MIN = 1 / 255.0;

  private static final int AXES = 3;

  private final double[] means;
  private final double[] deviations;

  private OpponentMoments(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Measures the axes.
   *
   * @param where mask of the pixels that count; empty: all
   */
  static OpponentMoments of(Mat axes, Mat where) {
    try (var mean = new Mat();
        var deviation = new Mat()) {
      meanStdDev(axes, mean, deviation, where);
      return new OpponentMoments(numbers(mean), numbers(deviation));
    }
  }

  /**
   * Turns the moments of the logarithms of the cones' responses.
   *
   * @param sums as {@link dev.variegate.pixel.kernel.Kernels#moments} gives them
   */
  static OpponentMoments of(double[] sums, long pixels) {
    var rows = OpponentColors.AXES.rows();
    var means = new double[AXES];
    var deviations = new double[AXES];
    for (int axis = 0; axis < AXES; axis++) {
      double squares = 0;
      int next = AXES;
      for (int i = 0; i < AXES; i++) {
        double weight = rows[AXES * axis + i];
        means[axis] += weight * sums[i] / pixels;
        for (int k = i; k < AXES; k++) {
          double product = weight * rows[AXES * axis + k] * sums[next++] / pixels;
          squares += i == k ? product : 2 * product;
        }
      }
      deviations[axis] = Math.sqrt(Math.max(0, squares - means[axis] * means[axis]));
    }
    return new OpponentMoments(means, deviations);
  }

  private static double[] numbers(Mat column) {
    DoubleBuffer buffer = column.createBuffer();
    var numbers = new double[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  /** The axes that these moments were taken of, moved and stretched to other moments. */
  Mat moved(Mat axes, OpponentMoments target) {
    return OpponentColors.changed(axes, means.length + 1, change(target));
  }

  /** Rows of weights of the axes, the offset last in each, that give them other moments. */
  double[] change(OpponentMoments target) {
    int columns = means.length + 1;
    var rows = new double[means.length * columns];
    for (int axis = 0; axis < means.length; axis++) {
      double stretch = Math.max(MIN, target.deviations[axis]) / Math.max(MIN, deviations[axis]);
      rows[axis * columns + axis] = stretch;
      rows[axis * columns + means.length] = target.means[axis] - stretch * means[axis];
    }
    return rows;
  }

  @Override
  public long bytes() {
    return 2L * Double.BYTES * means.length;
  }
}
