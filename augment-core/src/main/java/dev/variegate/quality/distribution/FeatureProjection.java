package dev.variegate.quality.distribution;

import dev.variegate.random.Seeds;
import java.io.Serializable;
import java.util.function.UnaryOperator;

/**
 * A keyed random projection to fewer features, which keeps distances on average (Johnson and
 * Lindenstrauss, 1984): normal weights with a variance of 1 over the number of features left.
 *
 * @param width numbers of a vector that enters
 * @param left numbers of a vector that leaves
 */
public record FeatureProjection(long seed, int width, int left) implements Serializable {

  /** 128 MiB. */
  private static final long MAX_WEIGHTS = 1L << 24;

  private static final String KEY = "feature-projection";

  public FeatureProjection {
    if (left < 1 || left > width) {
      throw new IllegalArgumentException(
          "Features left are %d of %d but must be 1 to all of them; give fewer"
              .formatted(left, width));
    }
    if ((long) left * width > MAX_WEIGHTS) {
      throw new IllegalArgumentException(
          "Features are %d and %d are to be left but their product must be at most %d; leave fewer, or take smaller features"
              .formatted(width, left, MAX_WEIGHTS));
    }
  }

  /** What projects blocks; each vector's bits do not depend on the others. */
  public UnaryOperator<FeatureBlock> open() {
    var weights = new double[Math.multiplyExact(left, width)];
    double deviation = 1 / Math.sqrt(left);
    for (int row = 0; row < left; row++) {
      var random = Seeds.generator(seed, KEY, 0, row);
      for (int k = row * width; k < (row + 1) * width; k++) {
        weights[k] = deviation * random.nextGaussian();
      }
    }
    return block -> block.times(weights, left);
  }
}
