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

  private static double[] numbers(Mat column) {
    DoubleBuffer buffer = column.createBuffer();
    var numbers = new double[buffer.remaining()];
    buffer.get(numbers);
    return numbers;
  }

  /** The axes that these moments were taken of, moved and stretched to other moments. */
  Mat moved(Mat axes, OpponentMoments target) {
    int columns = means.length + 1;
    var rows = new double[means.length * columns];
    for (int axis = 0; axis < means.length; axis++) {
      double stretch = Math.max(MIN, target.deviations[axis]) / Math.max(MIN, deviations[axis]);
      rows[axis * columns + axis] = stretch;
      rows[axis * columns + means.length] = target.means[axis] - stretch * means[axis];
    }
    return OpponentColors.changed(axes, columns, rows);
  }

  @Override
  public long bytes() {
    return 2L * Double.BYTES * means.length;
  }
}
