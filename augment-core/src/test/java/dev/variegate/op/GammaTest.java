package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GammaTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Gamma(Range.of(2, 3));
  }

  @Test
  void raisesToAPower() {
    assertThat(Pictures.run(new Gamma.At(2), Pictures.grey(4, 1, 0, 16, 128, 255)))
        .containsExactly(0, 1, 64, 255);
  }

  @Test
  void leavesAlpha() {
    assertThat(Pictures.run(new Gamma.At(2), Pictures.ofSamples(1, 1, 4, 0, 16, 128, 128)))
        .containsExactly(0, 1, 64, 128);
  }

  @Test
  void refusesZero() {
    assertThatThrownBy(() -> new Gamma(Range.of(0, 1)))
        .hasMessage("Gamma is [0.0, 1.0], must stay within [0.01, 100.0]; narrow the range");
  }
}
