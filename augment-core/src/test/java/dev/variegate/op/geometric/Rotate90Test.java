package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class Rotate90Test extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Rotate90(Range.of(1, 2));
  }

  @Test
  void turnsCounterClockwise() {
    assertThat(TestImages.run(new Rotate90.At(1), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(3, 6, 2, 5, 1, 4);
  }

  @Test
  void turnsClockwiseByThree() {
    assertThat(TestImages.run(new Rotate90.At(3), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(4, 1, 5, 2, 6, 3);
  }

  @Test
  void refusesBrokenTurns() {
    assertThatThrownBy(() -> new Rotate90(Range.of(0.5, 2)))
        .hasMessage(
            "Rotate90 quarter turns is [0.5, 2.0] but must be whole numbers; round both ends");
  }

  @Test
  void refusesAFullTurn() {
    assertThatThrownBy(() -> new Rotate90(Range.fixed(4)))
        .hasMessage(
            "Rotate90 quarter turns is [4.0, 4.0] but must stay within [0.0, 3.0]; narrow the range");
  }
}
