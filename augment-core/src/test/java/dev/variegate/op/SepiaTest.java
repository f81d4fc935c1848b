package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SepiaTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Sepia(Range.of(0.4, 0.6));
  }

  @Test
  void makesGreyBrown() {
    assertThat(Pictures.run(new Sepia.At(1), Pictures.rgb(100, 100, 100)))
        .containsExactly(135, 120, 94);
    assertThat(Pictures.run(new Sepia.At(0), Pictures.rgb(1, 200, 3))).containsExactly(1, 200, 3);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new Sepia(Range.of(0, 2)))
        .hasMessage("Sepia amount is [0.0, 2.0], must stay within [0.0, 1.0]; narrow the range");
  }
}
