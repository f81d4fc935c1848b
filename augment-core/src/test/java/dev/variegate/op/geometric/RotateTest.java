package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class RotateTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Rotate(Range.of(20, 40), Interpolation.BILINEAR, Border.CONSTANT, 0.5);
  }

  @Test
  void turnsCounterClockwise() {
    assertThat(
            TestImages.run(
                new Rotate.At(90, Interpolation.BICUBIC, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(3, 6, 9, 2, 5, 8, 1, 4, 7);
  }

  @Test
  void refusesMoreThanATurn() {
    assertThatThrownBy(
            () -> new Rotate(Range.of(0, 400), Interpolation.BILINEAR, Border.CONSTANT, 0))
        .hasMessage(
            "Rotate degrees is [0.0, 400.0] but must stay within [-360.0, 360.0]; narrow the range");
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(
            () -> new Rotate(Range.of(0, 40), Interpolation.BILINEAR, Border.CONSTANT, 2))
        .hasMessage(
            "Rotate fill (fraction of full intensity) is 2.0 but must stay within [0.0, 1.0]; give a fraction of the whole");
  }
}
