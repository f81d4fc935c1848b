package dev.variegate.train.gan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HingeLossTest {

  private static final Offset<Float> TOLERANCE = Offset.offset(1e-6f);

  @Test
  void theDiscriminatorPaysForScoresInsideItsMargins() {
    try (var manager = NDManager.newBaseManager()) {
      var real = manager.create(new float[] {3, 0.5f, -1, 1});
      var fake = manager.create(new float[] {-3, -0.5f, 1, -1});
      // Real: (0 + 0.5 + 2 + 0) / 4; made: the same.
      assertThat(HingeLoss.discriminator(real, fake).getFloat()).isCloseTo(1.25f, TOLERANCE);
    }
  }

  @Test
  void theGeneratorPaysForLowScores() {
    try (var manager = NDManager.newBaseManager()) {
      var fake = manager.create(new float[] {-3, 1});
      assertThat(HingeLoss.generator(fake).getFloat()).isCloseTo(1, TOLERANCE);
    }
  }
}
