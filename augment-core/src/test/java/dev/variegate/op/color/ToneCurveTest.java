package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ToneCurveTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ToneCurve(Range.fixed(0.3));
  }

  @Test
  void keepsBlackAndWhiteAndBendsTheRest() {
    assertThat(TestImages.run(new ToneCurve.At(0, 0.5), TestImages.gray(3, 1, 0, 51, 255)))
        .containsExactly(0, 14, 255);
  }

  @Test
  void refusesANegativeScale() {
    assertThatThrownBy(() -> new ToneCurve(Range.fixed(-1)))
        .hasMessage(
            "Tone-curve scale is [-1.0, -1.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
