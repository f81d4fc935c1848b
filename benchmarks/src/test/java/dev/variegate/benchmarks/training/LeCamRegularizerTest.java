package dev.variegate.benchmarks.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LeCamRegularizerTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-4f);

  @Test
  void pullsOnlyAtScoresThatLeadTheOtherSidesUsualOnes() {
    try (var manager = NDManager.newBaseManager()) {
      var leash = new LeCamRegularizer();
      var real = manager.create(new float[] {2, -1});
      var fake = manager.create(new float[] {-2, 1});
      // Both usual scores begin at 0: (2^2 + 0) / 2 on each side, times the strength of 0.3.
      assertThat(leash.pull(real, fake).getFloat()).isCloseTo(1.2f, TOLERANCE);
    }
  }

  @Test
  void getsUsedToTheScoresOfTheSteps() {
    try (var manager = NDManager.newBaseManager()) {
      var leash = new LeCamRegularizer();
      var same = manager.create(new float[] {1, 1});
      for (int i = 0; i < 2000; i++) {
        leash.pull(same, same).close();
      }
      assertThat(leash.pull(same, same).getFloat()).isCloseTo(0, TOLERANCE);
    }
  }
}
