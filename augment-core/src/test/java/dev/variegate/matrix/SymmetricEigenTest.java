package dev.variegate.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.random.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {

  /** Along (1, 1) and (1, -1). */
  @Test
  void aKnownMatrixHasItsEigenvectorsTheGreatestFirst() {
    var found = SymmetricEigen.of(new double[] {2, 1, 1, 2}, 2);
    assertThat(found.values()).containsExactly(new double[] {3, 1}, offset(1e-14));
    var first = found.vectors()[0];
    var second = found.vectors()[1];
    assertThat(first[0] * first[1]).isCloseTo(0.5, offset(1e-14));
    assertThat(second[0] * second[1]).isCloseTo(-0.5, offset(1e-14));
  }

  @Test
  void vectorsAndValuesMakeTheMatrixAgain() {
    int width = 30;
    var random = Seeds.generator(0, "symmetric", 0, 0);
    var factor = new double[(width - 5) * width];
    Arrays.setAll(factor, i -> random.nextGaussian());
    var columns = MatrixProduct.transposed(factor, width - 5, width);
    var matrix = MatrixProduct.withItself(columns, width, width - 5); // of rank 25
    var found = SymmetricEigen.of(matrix, width);
    var sum = new double[width * width];
    for (int k = 0; k < width; k++) {
      var vector = found.vectors()[k];
      for (int at = 0; at < sum.length; at++) {
        sum[at] += found.values()[k] * vector[at / width] * vector[at % width];
      }
    }
    assertThat(sum).containsExactly(matrix, offset(1e-10));
    assertThat(found.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    var alone = SymmetricEigen.values(matrix, width);
    Arrays.sort(alone);
    for (int k = 0; k < width; k++) {
      assertThat(alone[width - 1 - k]).isCloseTo(found.values()[k], offset(1e-10));
    }
  }
}
