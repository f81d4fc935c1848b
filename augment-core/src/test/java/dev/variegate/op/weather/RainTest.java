package dev.variegate.op.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class RainTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Rain(Range.fixed(50), Range.fixed(0.2), Range.fixed(0), Range.fixed(0.5));
  }

  @Test
  void drawsUprightStreaksOverADarkerImage() {
    var flat = new int[100 * 80];
    java.util.Arrays.fill(flat, 100);
    var made = TestImages.run(new Rain.At(20, 20, 0, 0.5, 3), TestImages.gray(100, 80, flat));
    assertThat(java.util.Arrays.stream(made).min().orElseThrow()).isEqualTo(50);
    long streaks = java.util.Arrays.stream(made).filter(sample -> sample > 60).count();
    assertThat(streaks).isBetween(100L, 420L);
    int alike = 0;
    for (int i = 100; i < made.length; i++) {
      alike += made[i] > 60 && made[i] == made[i - 100] ? 1 : 0;
    }
    assertThat(alike).isGreaterThan((int) (0.8 * streaks));
  }

  @Test
  void refusesRainFromTheSide() {
    assertThatThrownBy(
            () -> new Rain(Range.fixed(1), Range.fixed(0.1), Range.fixed(80), Range.fixed(0)))
        .hasMessage(
            "Rain slant (degrees) is [80.0, 80.0] but must stay within [-45.0, 45.0]; narrow the range");
  }
}
