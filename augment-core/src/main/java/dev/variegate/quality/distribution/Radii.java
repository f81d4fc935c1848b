package dev.variegate.quality.distribution;

import java.io.Serializable;

/**
 * Squared distances of the vectors of a block to neighbors in their own set.
 *
 * @param manifold to the third, of precision and recall
 * @param density to the fifth, of density and coverage
 * @param nearest to the first
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Radii(double[] manifold, double[] density, double[] nearest) implements Serializable {

  /** The neighbor of precision and recall in the paper. */
  public static final int MANIFOLD = 3;

  /** The neighbor of density and coverage in the paper. */
  public static final int DENSITY = 5;
}
