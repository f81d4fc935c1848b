package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SharpnessTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Sharpness(Range.of(2, 3));
  }

  @Test
  void smoothsTheMiddleAndLeavesTheEdge() {
    var given = new int[] {10, 10, 10, 10, 140, 10, 10, 10, 10};
    assertThat(TestImages.run(new Sharpness.At(0), TestImages.gray(3, 3, given)))
        .containsExactly(10, 10, 10, 10, 60, 10, 10, 10, 10);
    assertThat(TestImages.run(new Sharpness.At(1), TestImages.gray(3, 3, given)))
        .containsExactly(given);
    assertThat(TestImages.run(new Sharpness.At(2), TestImages.gray(3, 3, given))[4]).isEqualTo(220);
  }

  @Test
  void refusesNegativeSharpness() {
    assertThatThrownBy(() -> new Sharpness(Range.of(-1, 1)))
        .hasMessage(
            "Sharpness factor is [-1.0, 1.0] but must stay within [0.0, 10.0]; narrow the range");
  }
}
