package dev.variegate.quality.distribution;

import java.io.Serializable;

/**
 * Squared distances of the vectors of a block to neighbors in their own set. No record, because
 * Kryo cannot set the fields of one.
 */
public final class Radii implements Serializable {

  /** The neighbor of precision and recall in the paper. */
  public static final int MANIFOLD = 3;

  /** The neighbor of density and coverage in the paper. */
  public static final int DENSITY = 5;

  private static final long serialVersionUID = 1L;

  private final double[] manifold;
  private final double[] density;
  private final double[] nearest;

  Radii(NearestDistances distances) {
    this.manifold = distances.toNeighbor(MANIFOLD);
    this.density = distances.toNeighbor(DENSITY);
    this.nearest = distances.toNeighbor(1);
  }

  /** To the third neighbor, of precision and recall. */
  double[] manifold() {
    return manifold;
  }

  /** To the fifth, of density and coverage. */
  double[] density() {
    return density;
  }

  /** To the nearest. */
  double[] nearest() {
    return nearest;
  }
}
