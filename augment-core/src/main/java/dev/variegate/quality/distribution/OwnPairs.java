package dev.variegate.quality.distribution;

import dev.variegate.matrix.MatrixProduct;
import java.io.Serializable;

/**
 * What a block has in its own set: the distances to the nearest others, and the kernel's sums. That
 * of a set is that of its pairs of blocks, in any order. No record, because Kryo cannot set the
 * fields of one.
 */
public final class OwnPairs implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Neighbors neighbors;
  private final NearestDistances nearest;
  private final KernelSums kernel;

  private OwnPairs(Neighbors neighbors, NearestDistances nearest, KernelSums kernel) {
    this.neighbors = neighbors;
    this.nearest = nearest;
    this.kernel = kernel;
  }

  /** Of a block with itself. */
  public static OwnPairs within(FeatureBlock vectors, int block, Neighbors neighbors) {
    var products = vectors.products(vectors);
    int rows = vectors.rows();
    var squared = vectors.squaredDistances(vectors, products);
    return new OwnPairs(
        neighbors,
        NearestDistances.of(squared, rows, rows, neighbors.kept(), true),
        KernelSums.of(block, PolynomialKernel.sum(products, rows, vectors.width(), true)));
  }

  /** Of two blocks of a set. */
  public static Both between(
      FeatureBlock first, int firstBlock, FeatureBlock second, int block, Neighbors neighbors) {
    var products = first.products(second);
    var squared = first.squaredDistances(second, products);
    double kernel = PolynomialKernel.sum(products, second.rows(), first.width(), false);
    var columns = MatrixProduct.transposed(squared, first.rows(), second.rows());
    return new Both(
        new OwnPairs(
            neighbors,
            NearestDistances.of(squared, first.rows(), second.rows(), neighbors.kept(), false),
            KernelSums.of(block, kernel)),
        new OwnPairs(
            neighbors,
            NearestDistances.of(columns, second.rows(), first.rows(), neighbors.kept(), false),
            KernelSums.of(firstBlock, kernel)));
  }

  /** What two blocks have in each other. */
  public record Both(OwnPairs first, OwnPairs second) {}

  /** With what the block has in further blocks. */
  public OwnPairs and(OwnPairs other) {
    return new OwnPairs(neighbors, nearest.and(other.nearest), kernel.and(other.kernel));
  }

  public Radii radii() {
    return new Radii(nearest, neighbors);
  }

  Neighbors neighbors() {
    return neighbors;
  }

  KernelSums kernel() {
    return kernel;
  }

  /** Vectors of the block. */
  int rows() {
    return nearest.rows();
  }
}
