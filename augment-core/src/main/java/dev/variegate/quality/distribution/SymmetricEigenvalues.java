package dev.variegate.quality.distribution;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/** Eigenvalues of symmetric matrices, by EJML. */
final class SymmetricEigenvalues {

  private SymmetricEigenvalues() {}

  /**
   * All of them, in no order.
   *
   * @param matrix symmetric, {@code [width, width]}
   * @throws ArithmeticException if the method does not converge
   */
  static double[] of(double[] matrix, int width) {
    var decomposition = DecompositionFactory_DDRM.eig(width, false, true);
    if (!decomposition.decompose(DMatrixRMaj.wrap(width, width, matrix.clone()))) {
      throw new ArithmeticException(
          "Eigenvalues of a matrix of %d features do not converge; take another extractor, or fewer features"
              .formatted(width));
    }
    var values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = decomposition.getEigenvalue(i).getReal();
    }
    return values;
  }
}
