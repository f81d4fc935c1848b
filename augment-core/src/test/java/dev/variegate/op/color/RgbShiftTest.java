package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class RgbShiftTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new RgbShift(Range.fixed(0.1), Range.of(-0.2, 0), Range.fixed(0));
  }

  @Test
  void addsAndClamps() {
    assertThat(
            TestImages.run(
                new RgbShift.At(0.2, -0.2, 0), TestImages.rgb(100, 100, 100, 250, 20, 7)))
        .containsExactly(151, 49, 100, 255, 0, 7);
  }

  @Test
  void refusesMoreThanWhite() {
    assertThatThrownBy(() -> new RgbShift(Range.fixed(20), Range.fixed(0), Range.fixed(0)))
        .hasMessage(
            "Rgb-shift red (fraction of full intensity) is [20.0, 20.0] but must stay within [-1.0, 1.0]; narrow the range");
  }
}
