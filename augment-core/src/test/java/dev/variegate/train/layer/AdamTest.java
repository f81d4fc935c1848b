package dev.variegate.train.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamTest {

  @Test
  void itsFirstStepHasTheLengthOfTheRateAndLeavesNoGradient() {
    try (var manager = NDManager.newBaseManager();
        var weights = new TrainableWeights(manager, "one", 1).dense("layer", 2, 1);
        var adam = new Adam(manager, weights, 0.9, 0.999);
        var scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] before = weights.at("layer.weight").toFloatArray();
      weights.learn();
      try (var collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(weights.at("layer.weight").mul(3).sum());
      }
      adam.step(0.01);
      float[] after = weights.at("layer.weight").toFloatArray();
      var tolerance = Offset.offset(1e-5f);
      assertThat(after)
          .containsExactly(new float[] {before[0] - 0.01f, before[1] - 0.01f}, tolerance);
      assertThat(weights.at("layer.weight").getGradient().abs().max().getFloat()).isZero();
    }
  }
}
