package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class GammaTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Gamma(Range.of(2, 3));
  }

  @Test
  void raisesToAPower() {
    assertThat(TestImages.run(new Gamma.At(2), TestImages.gray(4, 1, 0, 16, 128, 255)))
        .containsExactly(0, 1, 64, 255);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Gamma.At(2), TestImages.ofSamples(1, 1, 4, 0, 16, 128, 128)))
        .containsExactly(0, 1, 64, 128);
  }

  @Test
  void refusesZero() {
    assertThatThrownBy(() -> new Gamma(Range.of(0, 1)))
        .hasMessage("Gamma is [0.0, 1.0] but must stay within [0.01, 100.0]; narrow the range");
  }
}
