package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RgbShiftTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new RgbShift(Range.fixed(0.1), Range.of(-0.2, 0), Range.fixed(0));
  }

  @Test
  void addsAndClamps() {
    assertThat(Pictures.run(new RgbShift.At(0.2, -0.2, 0), Pictures.rgb(100, 100, 100, 250, 20, 7)))
        .containsExactly(151, 49, 100, 255, 0, 7);
  }

  @Test
  void refusesMoreThanWhite() {
    assertThatThrownBy(() -> new RgbShift(Range.fixed(20), Range.fixed(0), Range.fixed(0)))
        .hasMessage(
            "Rgb-shift red (share of full intensity) is [20.0, 20.0], must stay within [-1.0, 1.0]; narrow the range");
  }
}
