package dev.variegate.quality.distribution;

import java.io.Serializable;

/**
 * Squared distances of the vectors of a block to neighbors in their own set. No record, because
 * Kryo cannot set the fields of one.
 */
public final class Radii implements Serializable {

  private static final long serialVersionUID = 1L;

  private final double[] manifold;
  private final double[] density;
  private final double[] nearest;

  Radii(NearestDistances distances, Neighbors neighbors) {
    this.manifold = distances.toNeighbor(neighbors.manifold());
    this.density = distances.toNeighbor(neighbors.density());
    this.nearest = distances.toNeighbor(1);
  }

  /** To the neighbor of precision and recall. */
  double[] manifold() {
    return manifold;
  }

  /** To that of density and coverage. */
  double[] density() {
    return density;
  }

  /** To the nearest. */
  double[] nearest() {
    return nearest;
  }
}
