package dev.variegate.op.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SunFlareTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new SunFlare(Range.fixed(0.5), Range.fixed(1), Range.fixed(3));
  }

  @Test
  void isBrightestAtTheSunAndLeavesWhatIsFar() {
    var flat = new int[50 * 40];
    java.util.Arrays.fill(flat, 100);
    var made = TestImages.run(new SunFlare.At(10, 10, 15, 1, 0, 1), TestImages.gray(50, 40, flat));
    assertThat(made[10 * 50 + 10]).isEqualTo(255);
    assertThat(made[10 * 50 + 20]).isBetween(110, 125);
    assertThat(made[39 * 50 + 49]).isEqualTo(100);
    var discs = TestImages.run(new SunFlare.At(10, 10, 15, 1, 8, 1), TestImages.gray(50, 40, flat));
    assertThat(discs).isNotEqualTo(made);
  }

  @Test
  void refusesMoreThanWhite() {
    assertThatThrownBy(() -> new SunFlare(Range.fixed(1), Range.fixed(2), Range.fixed(0)))
        .hasMessage(
            "Sun-flare strength is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
