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

  @Test
  void leavesTheFirstWeightsSoonWhereItIsWarmedUp() {
    try (var manager = NDManager.newBaseManager();
        var weights = new TrainableWeights(manager, "one", 1).dense("layer", 2, 1);
        var average = MovingAverage.warmedUp(manager, weights, 0.999)) {
      weights.at("layer.bias").addi(8);
      average.follow(); // keeps 1 / 10
      average.follow(); // keeps 2 / 11
      assertThat(average.all().get("layer.bias").toFloatArray())
          .containsExactly(new float[] {8 - 8 * 2 / 110f}, Offset.offset(1e-5f));
      for (int i = 0; i < 20; i++) {
        average.follow();
      }
      assertThat(average.all().get("layer.bias").getFloat()).isGreaterThan(7.99f);
    }
  }

  @Test
  void goesOnAsIfItHadNotEnded() {
    try (var manager = NDManager.newBaseManager();
        var weights = new TrainableWeights(manager, "one", 1).dense("layer", 2, 1);
        var average = MovingAverage.warmedUp(manager, weights, 0.999);
        var resumed = MovingAverage.warmedUp(manager, weights, 0.999)) {
      weights.at("layer.bias").addi(8);
      average.follow();
      var snapshot = new Snapshot();
      average.save("a.", snapshot);
      resumed.restore("a.", snapshot);
      average.follow();
      resumed.follow();
      assertThat(resumed.all().get("layer.bias").toFloatArray())
          .isEqualTo(average.all().get("layer.bias").toFloatArray());
    }
  }
}
