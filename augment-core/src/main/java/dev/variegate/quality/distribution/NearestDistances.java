package dev.variegate.quality.distribution;

import java.io.Serializable;
import java.util.Arrays;

/** The smallest squared distances of each vector of a block to vectors of a set. */
public final class NearestDistances implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int number;
  private final double[] distances; // [rows, number], each row ascending; infinite where unknown

  private NearestDistances(int number, double[] distances) {
    this.number = number;
    this.distances = distances;
  }

  /**
   * Of distances to one block.
   *
   * @param squared {@code [rows, columns]}
   * @param number that are kept for each row
   * @param skipDiagonal whether a row is not its own neighbor
   */
  static NearestDistances of(
      double[] squared, int rows, int columns, int number, boolean skipDiagonal) {
    var nearest = new NearestDistances(number, new double[rows * number]);
    Arrays.fill(nearest.distances, Double.POSITIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (!skipDiagonal || i != j) {
          nearest.keep(i, squared[i * columns + j]);
        }
      }
    }
    return nearest;
  }

  private void keep(int row, double distance) {
    int first = row * number;
    int at = first + number - 1;
    if (distance >= distances[at]) {
      return;
    }
    for (; at > first && distances[at - 1] > distance; at--) {
      distances[at] = distances[at - 1];
    }
    distances[at] = distance;
  }

  /** Of the vectors of both sets together. */
  NearestDistances and(NearestDistances other) {
    var merged = new NearestDistances(number, distances.clone());
    for (int i = 0; i < other.distances.length; i++) {
      merged.keep(i / number, other.distances[i]);
    }
    return merged;
  }

  int rows() {
    return distances.length / number;
  }

  /**
   * The squared distance of each vector to its k-th neighbor; infinite where there are fewer.
   *
   * @param k from 1
   */
  public double[] toNeighbor(int k) {
    var radii = new double[rows()];
    for (int i = 0; i < radii.length; i++) {
      radii[i] = distances[i * number + k - 1];
    }
    return radii;
  }
}
