package dev.variegate.quality.distribution;

import dev.variegate.matrix.SymmetricEigen;

/**
 * How many different images a set is worth: the exponential of the entropy of the eigenvalues of
 * the images' similarities (Friedman and Dieng, "The Vendi Score", 2023), which are the cosines of
 * their features.
 */
public final class VendiScore {

  private VendiScore() {}

  /**
   * Of a set.
   *
   * @param directions see {@link Moments#ofDirections}; their second moment has the eigenvalues of
   *     the matrix of similarities
   * @return 1 (all alike) to the number of images or of features, whichever is smaller
   */
  public static double of(Moments directions) {
    double entropy = 0;
    for (double value : SymmetricEigen.values(directions.secondMoment(), directions.width())) {
      entropy -= value > 0 ? value * Math.log(value) : 0;
    }
    return Math.exp(entropy);
  }
}
