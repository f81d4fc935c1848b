package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class GridShuffleTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new GridShuffle(2, 5);
  }

  @Test
  void keepsEveryPixelSomewhere() {
    var given = new int[36];
    for (int i = 0; i < given.length; i++) {
      given[i] = i;
    }
    var made = TestImages.run(new GridShuffle.At(3, 3, 5), TestImages.gray(6, 6, given));
    assertThat(made).containsExactlyInAnyOrder(given);
    assertThat(made).isNotEqualTo(given);
  }

  @Test
  void leavesWhatIsSmallerThanTheGrid() {
    assertThat(TestImages.run(new GridShuffle.At(3, 3, 5), TestImages.gray(2, 1, 4, 5)))
        .containsExactly(4, 5);
  }

  @Test
  void refusesNoCells() {
    assertThatThrownBy(() -> new GridShuffle(0, 1))
        .hasMessage(
            "Grid-shuffle columns is 0 but must stay within [1, 100]; give a number of cells");
  }
}
