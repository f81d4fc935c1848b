package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GridDropoutTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new GridDropout(Range.of(0.2, 0.3), Range.fixed(0.5), 0.5);
  }

  @Test
  void coversEverySecondPixelOfAFineGrid() {
    assertThat(
            Pictures.run(
                new GridDropout.At(1, 0, 2, 1, 1), Pictures.grey(4, 2, 5, 5, 5, 5, 5, 5, 5, 5)))
        .containsExactly(5, 255, 5, 255, 5, 5, 5, 5);
  }

  @Test
  void refusesAGridWithoutDistance() {
    assertThatThrownBy(() -> new GridDropout(Range.fixed(0), Range.fixed(0.5), 0))
        .hasMessage(
            "Grid-dropout unit (share of the shorter side) is [0.0, 0.0], must stay within [0.01, 1.0]; narrow the range");
  }
}
