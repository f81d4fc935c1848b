package dev.variegate.op.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class GridDropoutTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new GridDropout(Range.of(0.2, 0.3), Range.fixed(0.5), 0.5);
  }

  @Test
  void coversEverySecondPixelOfAFineGrid() {
    assertThat(
            TestImages.run(
                new GridDropout.At(1, 0, 2, 1, 1), TestImages.gray(4, 2, 5, 5, 5, 5, 5, 5, 5, 5)))
        .containsExactly(5, 255, 5, 255, 5, 5, 5, 5);
  }

  @Test
  void refusesAGridWithoutDistance() {
    assertThatThrownBy(() -> new GridDropout(Range.fixed(0), Range.fixed(0.5), 0))
        .hasMessage(
            "Grid-dropout unit (fraction of the shorter side) is [0.0, 0.0] but must stay within [0.01, 1.0]; narrow the range");
  }
}
