package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SaturationTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Saturation(Range.of(0.5, 0.6));
  }

  @Test
  void zeroGivesGray() {
    assertThat(TestImages.run(new Saturation.At(0), TestImages.rgb(100, 200, 50)))
        .containsExactly(153, 153, 153);
  }

  @Test
  void clampsAtTheEnds() {
    assertThat(TestImages.run(new Saturation.At(3), TestImages.rgb(100, 200, 50)))
        .containsExactly(0, 255, 0);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Saturation.At(0), TestImages.ofSamples(1, 1, 4, 100, 200, 50, 7)))
        .containsExactly(153, 153, 153, 7);
  }

  @Test
  void leavesGrayImages() {
    assertThat(TestImages.run(new Saturation.At(3), TestImages.gray(2, 1, 5, 6)))
        .containsExactly(5, 6);
  }

  @Test
  void refusesNegatives() {
    assertThatThrownBy(() -> new Saturation(Range.of(-1, 1)))
        .hasMessage(
            "Saturation factor is [-1.0, 1.0] but must stay within [0.0, 10.0]; narrow the range");
  }
}
