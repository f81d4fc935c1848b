package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import org.junit.jupiter.api.Test;

class PerspectiveTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Perspective(Range.of(0.1, 0.3), Interpolation.LANCZOS, Border.CONSTANT, 0);
  }

  @Test
  void bringsTheDrawnCornersToTheCorners() {
    var size = new Size(101, 51);
    var step =
        new Perspective.At(3, 4, 90, 2, 95, 45, 5, 48, Interpolation.BILINEAR, Border.WRAP, 0);
    var back = ((Geometric) step.lower(size)).matrix().inverse();
    assertThat(back.map(0, 0).x()).isCloseTo(3, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(100, 0).x()).isCloseTo(90, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(100, 50).y()).isCloseTo(45, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(0, 50).y()).isCloseTo(48, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void refusesCornersThatMayCross() {
    assertThatThrownBy(() -> new Perspective(Range.fixed(0.5), Interpolation.AREA, Border.WRAP, 0))
        .hasMessage(
            "Perspective scale (share of the side) is [0.5, 0.5], must stay within [0.0, 0.45]; narrow the range");
  }
}
