package dev.variegate.pixel.kernel;

import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** Sums of weighed neighbors, as in {@code taps.c}. */
final class JavaFilter {

  /** The most that sums can be, in 2^-8 levels. */
  private static final int WHITE = (1 << 16) - 1;

  private JavaFilter() {}

  static void weigh(Mat wide, int edge, Mat result, int[] pairs) {
    var to = new ByteRows(result);
    var row = new byte[result.cols() * result.channels()];
    var sums = new int[row.length];
    long first = edge * (wide.step() + wide.channels());
    var from = wide.data();
    for (int y = 0; y < result.rows(); y++) {
      Arrays.fill(sums, start(pairs.length / 2));
      for (int i = 0; i < pairs.length; i += 2) {
        from.position(first + y * wide.step() + pairs[i]).get(row);
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
}
