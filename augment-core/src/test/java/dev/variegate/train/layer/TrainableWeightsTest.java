package dev.variegate.train.layer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrainableWeightsTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-6f);

  @Test
  void longGradientsAreShortenedTogetherAndShortOnesStay() {
    try (var manager = NDManager.newBaseManager();
        var scope = new NDScope();
        var weights =
            new TrainableWeights(manager, "two", 1)
                .array("one", new FloatArray(new long[] {1}, new float[] {5}))
                .array("other", new FloatArray(new long[] {1}, new float[] {6}))) {
      scope.suppressNotUsedWarning();
      weights.learn();
      try (var collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(weights.at("one").mul(3).add(weights.at("other").mul(4)).sum());
      }
      weights.clipGradients(10);
      assertThat(gradient(weights, "one")).isCloseTo(3, TOLERANCE);
      assertThat(gradient(weights, "other")).isCloseTo(4, TOLERANCE);
      weights.clipGradients(1);
      assertThat(gradient(weights, "one")).isCloseTo(0.6f, TOLERANCE);
      assertThat(gradient(weights, "other")).isCloseTo(0.8f, TOLERANCE);
    }
  }

  @Test
  void aThreadThatDidNotStartTheEngineChangesWhatLearns() throws Exception {
    Engine.getInstance();
    var value =
        CompletableFuture.supplyAsync(
            TrainableWeightsTest::stepped, task -> new Thread(task).start());
    assertThat(value.get()).isEqualTo(2);
  }

  private static float stepped() {
    try (var manager = NDManager.newBaseManager();
        var weights =
            new TrainableWeights(manager, "one", 1)
                .array("one", new FloatArray(new long[] {1}, new float[] {1}))) {
      weights.learn();
      weights.at("one").addi(1);
      return weights.at("one").getFloat(0);
    }
  }

  private static float gradient(TrainableWeights weights, String name) {
    return weights.at(name).getGradient().getFloat(0);
  }
}
