package dev.variegate.pixel.kernel;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** Sums of weighed neighbors, as in {@code taps.c} and {@code convolve.c}. */
final class JavaFilter {

  /** The most that sums can be, in 2^-8 levels. */
  private static final int WHITE = (1 << 16) - 1;

  private JavaFilter() {}

  static void weigh(Mat seen, Mat result, int[] pairs) {
    var to = new ByteRows(result);
    var row = new byte[result.cols() * result.channels()];
    var sums = new int[row.length];
    var from = seen.data();
    for (int y = 0; y < result.rows(); y++) {
      Arrays.fill(sums, start(pairs.length / 2));
      for (int i = 0; i < pairs.length; i += 2) {
        from.position(y * seen.step() + pairs[i]).get(row);
        add(sums, row, pairs[i + 1]);
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = (byte) (Math.min(sums[i], WHITE) >> 8);
      }
      to.write(0, y, result.cols(), row);
    }
  }

  /** Half of what cutting off loses at most, but never a whole level, for black must stay black. */
  private static int start(int taps) {
    return Math.min(255, 128 + taps / 2);
  }

  private static void add(int[] sums, byte[] samples, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (Byte.toUnsignedInt(samples[i]) * weight) >> 8;
    }
  }

  static void convolve(Mat seen, Mat result, int reach, float[] weights) {
    var to = new ByteRows(result);
    int pixel = result.channels();
    int margin = reach * pixel;
    var row = new byte[result.cols() * pixel];
    var above = new byte[row.length + 2 * margin];
    var below = new byte[above.length];
    var from = seen.data();
    for (int y = 0; y < result.rows(); y++) {
      var sums = new float[row.length];
      for (int i = 0; i <= reach; i++) {
        from.position((y - i) * seen.step() - margin).get(above);
        from.position((y + i) * seen.step() - margin).get(below);
        var pairs = new float[above.length];
        for (int k = 0; k < pairs.length; k++) {
          pairs[k] = Byte.toUnsignedInt(above[k]) + (i > 0 ? Byte.toUnsignedInt(below[k]) : 0);
        }
        for (int k = 0; k < sums.length; k++) {
          sums[k] += weights[i * (reach + 1)] * pairs[margin + k];
          for (int j = 1; j <= reach; j++) {
            float both = pairs[margin + k - j * pixel] + pairs[margin + k + j * pixel];
            sums[k] += weights[i * (reach + 1) + j] * both;
          }
        }
      }
      for (int k = 0; k < row.length; k++) {
        row[k] = (byte) FloatFunctions.level(sums[k]);
      }
      to.write(0, y, result.cols(), row);
    }
  }
}
