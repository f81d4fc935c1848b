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

class ShearTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Shear(
        Range.of(5, 20), Range.of(-20, -5), Interpolation.BILINEAR, Border.CONSTANT, 0.5);
  }

  @Test
  void leansTheTopRight() {
    assertThat(
            TestImages.run(
                new Shear.At(45, 0, Interpolation.NEAREST, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(0, 1, 2, 4, 5, 6, 8, 9, 0);
  }

  @Test
  void sinksTheLeft() {
    assertThat(
            TestImages.run(
                new Shear.At(0, 45, Interpolation.NEAREST, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(0, 2, 6, 1, 5, 9, 4, 8, 0);
  }

  @Test
  void refusesAFlatImage() {
    assertThatThrownBy(
            () ->
                new Shear(
                    Range.fixed(90), Range.fixed(0), Interpolation.BILINEAR, Border.CONSTANT, 0))
        .hasMessage(
            "Shear x (degrees) is [90.0, 90.0] but must stay within [-80.0, 80.0]; narrow the range");
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(
            () ->
                new Shear(
                    Range.fixed(0), Range.fixed(0), Interpolation.BILINEAR, Border.CONSTANT, 2))
        .hasMessage(
            "Shear fill (fraction of full intensity) is 2.0 but must stay within [0.0, 1.0]; give a fraction of the whole");
  }
}
