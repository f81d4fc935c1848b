package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class LetterboxTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Letterbox(50, 60, Interpolation.AREA, 0.25);
  }

  @Test
  void putsAWideImageBetweenBars() {
    assertThat(
            TestImages.run(
                new Letterbox.At(4, 4, Interpolation.NEAREST, 1), TestImages.gray(2, 1, 10, 20)))
        .containsExactly(255, 255, 255, 255, 10, 10, 20, 20, 10, 10, 20, 20, 255, 255, 255, 255);
  }

  @Test
  void averagesWhenItShrinks() {
    assertThat(
            TestImages.run(
                new Letterbox.At(2, 2, Interpolation.AREA, 0),
                TestImages.gray(4, 2, 0, 100, 50, 150, 100, 200, 150, 250)))
        .containsExactly(100, 150, 0, 0);
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(() -> new Letterbox(5, 5, Interpolation.AREA, 2))
        .hasMessage(
            "Letterbox fill (fraction of full intensity) is 2.0 but must stay within [0.0, 1.0]; give a fraction of the whole");
  }
}
