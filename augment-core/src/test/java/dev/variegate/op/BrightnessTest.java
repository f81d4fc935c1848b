package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import org.junit.jupiter.api.Test;

class BrightnessTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Brightness(Range.of(0.5, 0.6));
  }

  @Test
  void multipliesAndClamps() {
    assertThat(Pictures.run(new Brightness.At(1.5), Pictures.grey(3, 1, 10, 101, 200)))
        .containsExactly(15, 152, 255);
  }

  @Test
  void leavesAlpha() {
    assertThat(Pictures.run(new Brightness.At(2), Pictures.ofSamples(1, 1, 4, 1, 2, 3, 4)))
        .containsExactly(2, 4, 6, 4);
  }

  @Test
  void letsFloatsLeaveTheUnit() {
    try (var image = Image.ofFloats(2, 1, 1, 0.75f, -0.5f);
        var made = new Brightness.At(2).lower(image.size()).apply(image)) {
      assertThat(made.toFloats()).containsExactly(1.5f, -1f);
    }
  }

  @Test
  void refusesNegativeLight() {
    assertThatThrownBy(() -> new Brightness(Range.of(-1, 1)))
        .hasMessage(
            "Brightness factor is [-1.0, 1.0], must stay within [0.0, 10.0]; narrow the range");
  }
}
