package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Pointwise;
import dev.variegate.op.TestImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColorMatrixTest {

  private static final ColorMatrix DOUBLE = ColorMatrix.of(2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0);
  private static final ColorMatrix HALF = ColorMatrix.of(0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0);
  private static final ColorMatrix SWAP = ColorMatrix.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0);
  private static final ColorMatrix DARKER = ColorMatrix.of(1, 0, 0, -0.1, 0, 1, 0, 0, 0, 0, 1, 0);

  private static int[] run(PixelMap... parts) {
    try (var image = TestImages.rgb(10, 100, 200);
        var made = new Pointwise(List.of(parts)).apply(image)) {
      return TestImages.samples(made);
    }
  }

  @Test
  void mergesWhatStaysWithinTheUnit() {
    assertThat(HALF.then(DOUBLE)).isPresent();
    assertThat(SWAP.then(DARKER)).isPresent();
    assertThat(run(HALF, DOUBLE)).containsExactly(10, 100, 200);
    assertThat(run(SWAP, HALF)).containsExactly(100, 50, 5);
    assertThat(run(HALF, SWAP)).containsExactly(100, 50, 5);
  }

  @Test
  void clampsBetweenTwoWhereThatCanMatter() {
    assertThat(DOUBLE.then(HALF)).isEmpty();
    assertThat(DARKER.then(HALF)).isEmpty();
    assertThat(run(DOUBLE, HALF)).containsExactly(10, 100, 128);
  }

  @Test
  void addsOffsetsInFractionsOfFullIntensity() {
    assertThat(run(DARKER)).containsExactly(0, 100, 200);
  }

  @Test
  void refusesAnotherShape() {
    assertThatThrownBy(() -> ColorMatrix.of(1, 2, 3))
        .hasMessage("Color matrix is given 3 numbers but must be 12; pass three rows of four");
  }
}
