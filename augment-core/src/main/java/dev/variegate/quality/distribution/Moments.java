package dev.variegate.quality.distribution;

import dev.variegate.matrix.MatrixProduct;
import java.io.Serializable;

/**
 * Number, mean and scatter of feature vectors. Those of a set are the sum of those of its blocks
 * (Chan, Golub and LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances", 1979).
 */
public final class Moments implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Features whose matrices take 128 MiB each. */
  public static final int MAX_WIDTH = 4096;

  private final long count;
  private final double[] mean;
  private final double[] scatter; // sum of outer products of differences from the mean

  private Moments(long count, double[] mean, double[] scatter) {
    this.count = count;
    this.mean = mean;
    this.scatter = scatter;
  }

  /**
   * Of a block.
   *
   * @throws IllegalArgumentException if it has more than 4,096 features
   */
  public static Moments of(FeatureBlock block) {
    requireWidth(block.width());
    var mean = block.mean();
    var scatter = MatrixProduct.withItself(block.columnsLess(mean), block.width(), block.rows());
    return new Moments(block.rows(), mean, scatter);
  }

  /** Refuses features that are too many for matrices of them. */
  public static void requireWidth(int width) {
    if (width > MAX_WIDTH) {
      throw new IllegalArgumentException(
          "There are %d features but must be at most %d for covariances; project them to fewer (maxFeatures)"
              .formatted(width, MAX_WIDTH));
    }
  }

  /** Of vectors that are divided by their lengths. */
  public static Moments ofDirections(FeatureBlock block) {
    return of(block.normalized());
  }

  public long count() {
    return count;
  }

  public int width() {
    return mean.length;
  }

  /** Those of both sets together. */
  public Moments plus(Moments other) {
    FeatureBlock.requireEqualWidth(width(), other.width());
    int width = width();
    long total = count + other.count;
    double share = (double) other.count / total;
    double weight = share * count;
    var difference = new double[width];
    var means = new double[width];
    for (int k = 0; k < width; k++) {
      difference[k] = other.mean[k] - mean[k];
      means[k] = mean[k] + share * difference[k];
    }
    var scatters = new double[scatter.length];
    for (int k = 0; k < width; k++) {
      double weighted = weight * difference[k];
      for (int l = 0; l < width; l++) {
        int at = k * width + l;
        scatters[at] = scatter[at] + other.scatter[at] + weighted * difference[l];
      }
    }
    return new Moments(total, means, scatters);
  }

  double mean(int feature) {
    return mean[feature];
  }

  /** A copy of the mean vector. */
  public double[] mean() {
    return mean.clone();
  }

  /** The unbiased covariance of 2 vectors or more, {@code [width, width]}. */
  public double[] covariance() {
    return scaled(1.0 / (count - 1), 0);
  }

  /** The mean of outer products of vectors with themselves, {@code [width, width]}. */
  double[] secondMoment() {
    return scaled(1.0 / count, 1);
  }

  private double[] scaled(double factor, double ofMean) {
    var scaled = new double[scatter.length];
    for (int k = 0; k < width(); k++) {
      for (int l = 0; l < width(); l++) {
        int at = k * width() + l;
        scaled[at] = factor * scatter[at] + ofMean * mean[k] * mean[l];
      }
    }
    return scaled;
  }
}
