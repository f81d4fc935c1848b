package dev.variegate.pixel.kernel;

import java.util.List;

/**
 * A neighbor in a weighed sum.
 *
 * @param x pixels to the right
 * @param y pixels down
 * @param weight 0..1
 */
public record FilterTap(int x, int y, double weight) {

  /** A weight of 1 for the kernels. */
  private static final int ONE = 1 << 16;

  /** What one weight can be at most there. */
  private static final int MAX = ONE - 1;

  /**
   * Byte offsets and weights for {@link Kernels#filter}. What rounding leaves goes on to the next
   * weight, so that all of them sum to 1 still.
   */
  static int[] pairs(List<FilterTap> taps, int step, int pixel) {
    var pairs = new int[2 * taps.size()];
    double left = 0;
    for (int i = 0; i < taps.size(); i++) {
      var tap = taps.get(i);
      double exact = tap.weight * ONE + left;
      int weight = (int) Math.max(0, Math.min(MAX, Math.rint(exact)));
      left = exact - weight;
      pairs[2 * i] = tap.y * step + tap.x * pixel;
      pairs[2 * i + 1] = weight;
    }
    return pairs;
  }
}
