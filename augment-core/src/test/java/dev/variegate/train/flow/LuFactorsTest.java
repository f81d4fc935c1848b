package dev.variegate.train.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.random.Seeds;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LuFactorsTest {

  private static final double[][] MATRIX = {{0, 2, 1}, {4, 1, -2}, {2, 3, 5}};

  @Test
  void theirProductIsTheMatrix() {
    assertEqual(product(LuFactors.of(MATRIX)), MATRIX);
  }

  @Test
  void aRotationTimesItsTransposeIsTheIdentity() {
    var rotation = product(LuFactors.ofRotation(Seeds.generator(1, "rotation", 0, 0), 24));
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 24; j++) {
        double dot = 0;
        for (int k = 0; k < 24; k++) {
          dot += rotation[i][k] * rotation[j][k];
        }
        assertThat(dot).isCloseTo(i == j ? 1 : 0, Offset.offset(1e-12));
      }
    }
  }

  private static double[][] product(LuFactors factors) {
    int size = factors.diagonal().length;
    var product = new double[size][size];
    for (int i = 0; i < size; i++) {
      int row = factors.rows()[i];
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          double left = k == row ? 1 : factors.lower()[row][k];
          double right = k == j ? factors.diagonal()[k] : factors.upper()[k][j];
          product[i][j] += left * right;
        }
      }
    }
    return product;
  }

  private static void assertEqual(double[][] made, double[][] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      assertThat(made[i]).containsExactly(wanted[i], Offset.offset(1e-12));
    }
  }
}
