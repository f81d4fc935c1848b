package dev.variegate.train.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpectralNormTest {

  @Test
  void bringsTheLargestSingularValueToOne() {
    try (var manager = NDManager.newBaseManager();
        var weights = new TrainableWeights(manager, "one", 1).dense("layer", 5, 3);
        var norm = new SpectralNorm(manager, weights, 1);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray normalized = null;
      for (int i = 0; i < 60; i++) {
        normalized = norm.normalized().get("layer.weight");
      }
      assertThat(largestSingularValue(normalized)).isCloseTo(1, Offset.offset(1e-3f));
    }
  }

  /** By many power iterations from a fixed start. */
  private static float largestSingularValue(NDArray matrix) {
    var square = matrix.transpose().matMul(matrix);
    var vector = square.sum(new int[] {0}, true);
    for (int i = 0; i < 200; i++) {
      vector = vector.matMul(square);
      vector = vector.div(vector.square().sum().sqrt());
    }
    return vector.matMul(square).square().sum().sqrt().sqrt().getFloat();
  }
}
