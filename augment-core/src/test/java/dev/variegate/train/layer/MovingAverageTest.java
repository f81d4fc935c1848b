package dev.variegate.train.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MovingAverageTest {

  @Test
  void takesAPartOfTheWayToTheWeights() {
    try (var manager = NDManager.newBaseManager();
        var weights = new TrainableWeights(manager, "one", 1).dense("layer", 2, 1);
        var average = new MovingAverage(manager, weights, 0.75)) {
      weights.at("layer.bias").addi(8);
      average.follow();
      assertThat(average.all().get("layer.bias").toFloatArray())
          .containsExactly(new float[] {2}, Offset.offset(1e-6f));
    }
  }
}
