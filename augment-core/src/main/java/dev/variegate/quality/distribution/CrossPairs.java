package dev.variegate.quality.distribution;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What the vectors of a block have in the other set. That of a set is that of its pairs of blocks,
 * in any order. No records, because Kryo cannot set the fields of one.
 */
public sealed interface CrossPairs extends Serializable {

  /** With what the same block has in further blocks. */
  CrossPairs and(CrossPairs other);

  /** Of a real block in generated ones. */
  final class OfReal implements CrossPairs {

    private static final long serialVersionUID = 1L;

    /** Whether each lies within the radius of a generated one. */
    private final boolean[] recalled;

    /** The squared distance of each to the nearest generated one. */
    private final double[] nearest;

    private final KernelSums kernel;

    private OfReal(boolean[] recalled, double[] nearest, KernelSums kernel) {
      this.recalled = recalled;
      this.nearest = nearest;
      this.kernel = kernel;
    }

    KernelSums kernel() {
      return kernel;
    }

    @Override
    public OfReal and(CrossPairs further) {
      var other = (OfReal) further;
      var both = new boolean[recalled.length];
      var least = new double[recalled.length];
      for (int i = 0; i < both.length; i++) {
        both[i] = recalled[i] || other.recalled[i];
        least[i] = Math.min(nearest[i], other.nearest[i]);
      }
      return new OfReal(both, least, kernel.and(other.kernel));
    }

    int countRecalled() {
      int count = 0;
      for (boolean each : recalled) {
        count += each ? 1 : 0;
      }
      return count;
    }

    /** Of those with a generated one within a squared radius of their own. */
    int countWithin(double[] radii) {
      int count = 0;
      for (int i = 0; i < radii.length; i++) {
        count += nearest[i] <= radii[i] ? 1 : 0;
      }
      return count;
    }
  }

  /** Of a generated block in real ones. */
  final class OfGenerated implements CrossPairs {

    private static final long serialVersionUID = 1L;

    /** Whether each lies within the radius of a real one. */
    private final boolean[] precise;

    /** How many real ones have each within their radius of density. */
    private final int[] inside;

    /** The squared distance of each to the nearest real one. */
    private final double[] nearest;

    /** That real one's own to its nearest; the larger of equally near ones. */
    private final double[] nearestOfNearest;

    private OfGenerated(
        boolean[] precise, int[] inside, double[] nearest, double[] nearestOfNearest) {
      this.precise = precise;
      this.inside = inside;
      this.nearest = nearest;
      this.nearestOfNearest = nearestOfNearest;
    }

    /** The squared distance of each to the nearest real one. */
    double[] nearest() {
      return nearest;
    }

    @Override
    public OfGenerated and(CrossPairs further) {
      var other = (OfGenerated) further;
      int rows = precise.length;
      var merged =
          new OfGenerated(
              precise.clone(), inside.clone(), nearest.clone(), nearestOfNearest.clone());
      for (int i = 0; i < rows; i++) {
        merged.precise[i] |= other.precise[i];
        merged.inside[i] += other.inside[i];
        merged.keepNearest(i, other.nearest[i], other.nearestOfNearest[i]);
      }
      return merged;
    }

    int countPrecise() {
      int count = 0;
      for (boolean each : precise) {
        count += each ? 1 : 0;
      }
      return count;
    }

    long countInside() {
      return Arrays.stream(inside).asLongStream().sum();
    }

    int countAuthentic() {
      int count = 0;
      for (int j = 0; j < nearest.length; j++) {
        count += nearest[j] > nearestOfNearest[j] ? 1 : 0;
      }
      return count;
    }

    private void keepNearest(int row, double distance, double own) {
      if (distance < nearest[row]) {
        nearest[row] = distance;
        nearestOfNearest[row] = own;
      } else if (distance == nearest[row]) {
        nearestOfNearest[row] = Math.max(nearestOfNearest[row], own);
      }
    }
  }

  /** What a real block and a generated one have in each other. */
  record Both(OfReal real, OfGenerated generated) {}

  /**
   * Of two blocks.
   *
   * @param generatedBlock number of the generated one
   */
  static Both between(
      FeatureBlock real,
      Radii realRadii,
      FeatureBlock generated,
      Radii generatedRadii,
      int generatedBlock) {
    var products = real.products(generated);
    var squared = real.squaredDistances(generated, products);
    int columns = generated.rows();
    var ofReal =
        new OfReal(
            new boolean[real.rows()],
            infinite(real.rows()),
            KernelSums.of(
                generatedBlock, PolynomialKernel.sum(products, columns, real.width(), false)));
    var ofGenerated =
        new OfGenerated(
            new boolean[columns], new int[columns], infinite(columns), new double[columns]);
    for (int i = 0; i < real.rows(); i++) {
      for (int j = 0; j < columns; j++) {
        double distance = squared[i * columns + j];
        ofReal.recalled[i] |= distance <= generatedRadii.manifold()[j];
        ofReal.nearest[i] = Math.min(ofReal.nearest[i], distance);
        ofGenerated.precise[j] |= distance <= realRadii.manifold()[i];
        ofGenerated.inside[j] += distance <= realRadii.density()[i] ? 1 : 0;
        ofGenerated.keepNearest(j, distance, realRadii.nearest()[i]);
      }
    }
    return new Both(ofReal, ofGenerated);
  }

  private static double[] infinite(int rows) {
    var distances = new double[rows];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    return distances;
  }
}
