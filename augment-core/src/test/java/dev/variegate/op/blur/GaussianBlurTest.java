package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class GaussianBlurTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new GaussianBlur(Range.of(3, 4));
  }

  @Test
  void leavesFlatImages() {
    assertThat(TestImages.run(new GaussianBlur.At(2), TestImages.gray(2, 2, 9, 9, 9, 9)))
        .containsExactly(9, 9, 9, 9);
  }

  @Test
  void spreadsAPoint() {
    assertThat(TestImages.run(new GaussianBlur.At(0.5), TestImages.gray(5, 1, 0, 0, 255, 0, 0)))
        .containsExactly(0, 27, 201, 27, 0);
  }

  @Test
  void refusesNoWidth() {
    assertThatThrownBy(() -> new GaussianBlur(Range.of(0, 1)))
        .hasMessage(
            "Gaussian-blur sigma (pixels) is [0.0, 1.0] but must stay within [0.01, 100.0]; narrow the range");
  }
}
