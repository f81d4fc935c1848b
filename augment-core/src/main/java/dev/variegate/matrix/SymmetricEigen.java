package dev.variegate.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by EJML.
 *
 * @param values the greatest first
 * @param vectors one for each value, of length 1; which of its two signs a vector has is not said
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record SymmetricEigen(double[] values, double[][] vectors) {

  /**
   * Both of them.
   *
   * @param matrix symmetric, {@code [width, width]}
   * @throws ArithmeticException if the method does not converge
   */
  public static SymmetricEigen of(double[] matrix, int width) {
    var found = decomposed(matrix, width, true);
    var values = values(found, width);
    var order =
        IntStream.range(0, width)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -values[i]))
            .toList();
    return new SymmetricEigen(
        order.stream().mapToDouble(i -> values[i]).toArray(),
        order.stream().map(i -> found.getEigenVector(i).data).toArray(double[][]::new));
  }

  /**
   * The values alone, in no order, which takes less time.
   *
   * @throws ArithmeticException if the method does not converge
   */
  public static double[] values(double[] matrix, int width) {
    return values(decomposed(matrix, width, false), width);
  }

  private static double[] values(EigenDecomposition_F64<DMatrixRMaj> found, int width) {
    var values = new double[width];
    Arrays.setAll(values, i -> found.getEigenvalue(i).getReal());
    return values;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decomposed(
      double[] matrix, int width, boolean vectors) {
    var decomposition = DecompositionFactory_DDRM.eig(width, vectors, true);
    if (!decomposition.decompose(DMatrixRMaj.wrap(width, width, matrix.clone()))) {
      throw new ArithmeticException(
          "Eigenvalues of a symmetric matrix of %d columns do not converge; take other or fewer features"
              .formatted(width));
    }
    return decomposition;
  }
}
