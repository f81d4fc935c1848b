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

class ScaleTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Scale(Range.of(0.5, 0.7), Interpolation.BILINEAR, Border.CONSTANT, 0.5);
  }

  @Test
  void enlargesAboutTheMiddle() {
    assertThat(
            TestImages.run(
                new Scale.At(3, Interpolation.NEAREST, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(5, 5, 5, 5, 5, 5, 5, 5, 5);
  }

  @Test
  void shrinksAboutTheMiddle() {
    assertThat(
            TestImages.run(
                new Scale.At(0.5, Interpolation.NEAREST, Border.CONSTANT, 0),
                TestImages.gray(5, 1, 1, 2, 3, 4, 5)))
        .containsExactly(0, 1, 3, 5, 0);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> new Scale(Range.of(0, 1), Interpolation.BILINEAR, Border.CONSTANT, 0))
        .hasMessage(
            "Scale factor is [0.0, 1.0] but must stay within [0.01, 100.0]; narrow the range");
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(() -> new Scale(Range.of(1, 1), Interpolation.BILINEAR, Border.CONSTANT, 2))
        .hasMessage(
            "Scale fill (fraction of full intensity) is 2.0 but must stay within [0.0, 1.0]; give a fraction of the whole");
  }
}
