package dev.variegate.benchmarks.modelcard;

import java.util.Arrays;
import java.util.List;

/**
 * How near each image comes to the nearest one of the training set. A generator that has learned
 * images by heart comes nearer than held-out real images do.
 *
 * <p>Source: the overfitting check of Brock et al., "Large scale GAN training for high fidelity
 * natural image synthesis", arXiv:1809.11096, appendix A, made a number.
 */
public final class NearestNeighbors {

  private final double[] sorted;

  private NearestNeighbors(double[] sorted) {
    this.sorted = sorted;
  }

  /** Euclidean distance of each image to the nearest of the references. */
  public static NearestNeighbors of(List<float[]> images, List<float[]> references) {
    if (images.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "Given are %d images and %d references but must be at least one of each; give more"
              .formatted(images.size(), references.size()));
    }
    double[] distances = new double[images.size()];
    for (int i = 0; i < distances.length; i++) {
      float nearest = Float.POSITIVE_INFINITY;
      for (var reference : references) {
        nearest = Math.min(nearest, Distance.squared(images.get(i), reference));
      }
      distances[i] = Math.sqrt(nearest);
    }
    Arrays.sort(distances);
    return new NearestNeighbors(distances);
  }

  /**
   * The distance that a fraction of the images do not exceed.
   *
   * @param fraction 0..1; 0 gives the smallest distance, 0.5 the median
   */
  public double quantile(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException(
          "Fraction is %s but must be from 0 to 1; 0.5 is the median".formatted(fraction));
    }
    return sorted[(int) Math.min(sorted.length - 1L, (long) (fraction * sorted.length))];
  }
}
