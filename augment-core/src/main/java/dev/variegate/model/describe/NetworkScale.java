package dev.variegate.model.describe;

import java.util.OptionalLong;

/**
 * How much longer a side of an image becomes in a network, and what it leaves out at the edges.
 *
 * @param factor how many times as long
 * @param border pixels of the input at each end that it makes nothing of
 */
record NetworkScale(double factor, long border) {

  /** As long as it came in, or not known. */
  static final NetworkScale SAME = new NetworkScale(1, 0);

  /** Denominators of factors that are likelier than a border. */
  private static final int USUAL = 4;

  /** Of a network that makes one length of another. */
  static NetworkScale of(long before, long after) {
    if (after > before) {
      for (int per = 1; per <= USUAL; per++) {
        if (after * per % before == 0) {
          return new NetworkScale((double) after / before, 0);
        }
      }
    }
    long times = Math.max(1, -Math.floorDiv(-after, before));
    long missing = times * before - after;
    boolean even = missing > 0 && missing % (2 * times) == 0 && missing / times * 2 < before;
    return even ? new NetworkScale(times, missing / (2 * times)) : SAME;
  }

  /** Of a network that makes two lengths of two others, or only the first of the first. */
  static NetworkScale of(long before, long after, long larger, OptionalLong made) {
    if (made.isEmpty() || made.getAsLong() <= after) {
      return of(before, after);
    }
    double factor = (double) (made.getAsLong() - after) / (larger - before);
    double border = (factor * before - after) / (2 * factor);
    return new NetworkScale(factor, Math.max(0, Math.round(border)));
  }

  boolean isWhole() {
    return factor == Math.rint(factor);
  }
}
