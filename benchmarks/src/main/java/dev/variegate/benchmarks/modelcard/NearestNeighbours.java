package dev.variegate.benchmarks.modelcard;

import java.util.Arrays;
import java.util.List;

/**
 * How near each picture comes to the nearest one of the training set. A generator that has learnt
 * pictures by heart comes nearer than held-out real pictures do.
 *
 * <p>Source: the overfitting check of Brock et al., "Large scale GAN training for high fidelity
 * natural image synthesis", arXiv:1809.11096, appendix A, made a number.
 */
public final class NearestNeighbours {

  private final double[] sorted;

  private NearestNeighbours(double[] sorted) {
    this.sorted = sorted;
  }

  /** Euclidean distance of each picture to the nearest of the references. */
  public static NearestNeighbours of(List<float[]> pictures, List<float[]> references) {
    if (pictures.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "Given are %d pictures and %d references, must be at least one of each; give more"
              .formatted(pictures.size(), references.size()));
    }
    double[] distances = new double[pictures.size()];
    for (int i = 0; i < distances.length; i++) {
      float nearest = Float.POSITIVE_INFINITY;
      for (var reference : references) {
        nearest = Math.min(nearest, Distance.squared(pictures.get(i), reference));
      }
      distances[i] = Math.sqrt(nearest);
    }
    Arrays.sort(distances);
    return new NearestNeighbours(distances);
  }

  /**
   * The distance that a share of the pictures do not exceed.
   *
   * @param share 0..1; 0 gives the smallest distance, 0.5 the median
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Share is %s, must be from 0 to 1; 0.5 is the median".formatted(share));
    }
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }
}
