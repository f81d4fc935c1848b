package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GaussianBlurTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new GaussianBlur(Range.of(3, 4));
  }

  @Test
  void leavesFlatPictures() {
    assertThat(Pictures.run(new GaussianBlur.At(2), Pictures.grey(2, 2, 9, 9, 9, 9)))
        .containsExactly(9, 9, 9, 9);
  }

  @Test
  void spreadsAPoint() {
    assertThat(Pictures.run(new GaussianBlur.At(0.5), Pictures.grey(5, 1, 0, 0, 255, 0, 0)))
        .containsExactly(0, 27, 201, 27, 0);
  }

  @Test
  void refusesNoWidth() {
    assertThatThrownBy(() -> new GaussianBlur(Range.of(0, 1)))
        .hasMessage(
            "Gaussian-blur sigma (pixels) is [0.0, 1.0], must stay within [0.01, 100.0]; narrow the range");
  }
}
