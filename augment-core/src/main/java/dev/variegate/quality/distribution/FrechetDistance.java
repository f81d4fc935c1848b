package dev.variegate.quality.distribution;

import dev.variegate.matrix.MatrixProduct;
import dev.variegate.matrix.PivotedCholesky;
import dev.variegate.matrix.SymmetricEigen;

/**
 * The Frechet distance of normal distributions with the means and covariances of two sets: {@code
 * |m1 - m2|^2 + tr(C1 + C2 - 2 (C1 C2)^(1/2))} (Heusel et al., "GANs Trained by a Two Time-Scale
 * Update Rule Converge to a Local Nash Equilibrium", 2017, equation 6). FID is that of the features
 * of an Inception network; with another extractor the figures are of another scale.
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * Of two sets of 2 vectors or more.
   *
   * @return 0 or more; biased upward by few samples, heavily by fewer than there are features
   */
  public static double between(Moments first, Moments second) {
    requireSeveral(first);
    requireSeveral(second);
    FeatureBlock.requireEqualWidth(first.width(), second.width());
    int width = first.width();
    var covariance = first.covariance();
    var other = second.covariance();
    double distance = 0;
    for (int k = 0; k < width; k++) {
      double difference = first.mean(k) - second.mean(k);
      distance += difference * difference;
      distance += covariance[k * width + k] + other[k * width + k];
    }
    return Math.max(0, distance - 2 * traceOfRoot(covariance, other, width));
  }

  /**
   * The trace of {@code (C1 C2)^(1/2)}: with {@code C1 = L L'}, the roots of the eigenvalues of the
   * symmetric {@code L' C2 L} are those of the product.
   */
  private static double traceOfRoot(double[] covariance, double[] other, int width) {
    var factor = PivotedCholesky.transposed(covariance, width); // L', [rank, width]
    int rank = factor.length / width;
    if (rank == 0) {
      return 0;
    }
    var half = MatrixProduct.of(factor, rank, other, width, width); // L' C2, as C2 is symmetric
    var product = MatrixProduct.of(half, rank, factor, rank, width);
    double trace = 0;
    for (double value : SymmetricEigen.values(product, rank)) {
      trace += Math.sqrt(Math.max(0, value));
    }
    return trace;
  }

  private static void requireSeveral(Moments moments) {
    if (moments.count() < 2) {
      throw new IllegalArgumentException(
          "The Frechet distance is asked of a set of %d images but must be of 2 or more; give more images"
              .formatted(moments.count()));
    }
  }
}
