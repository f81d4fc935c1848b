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

class AffineTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Affine(
        Range.of(5, 20),
        Range.of(0.5, 0.9),
        Range.fixed(3),
        Range.fixed(-3),
        Range.fixed(0.1),
        Range.fixed(0.2),
        Interpolation.BICUBIC,
        Border.CONSTANT,
        0.5);
  }

  @Test
  void movesLast() {
    assertThat(
            TestImages.run(
                new Affine.At(90, 1, 0, 0, 1, 0, Interpolation.BILINEAR, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(0, 3, 6, 0, 2, 5, 0, 1, 4);
  }

  @Test
  void slantsBeforeItTurns() {
    assertThat(
            TestImages.run(
                new Affine.At(90, 1, 45, 0, 0, 0, Interpolation.NEAREST, Border.CONSTANT, 0),
                TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(2, 6, 0, 1, 5, 9, 0, 4, 8);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(
            () ->
                new Affine(
                    Range.fixed(0),
                    Range.fixed(0),
                    Range.fixed(0),
                    Range.fixed(0),
                    Range.fixed(0),
                    Range.fixed(0),
                    Interpolation.BILINEAR,
                    Border.CONSTANT,
                    0))
        .hasMessage(
            "Affine scale is [0.0, 0.0] but must stay within [0.01, 100.0]; narrow the range");
  }
}
