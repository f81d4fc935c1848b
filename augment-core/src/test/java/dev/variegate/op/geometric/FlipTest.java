package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class FlipTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Flip(Flip.Axis.VERTICAL);
  }

  @Test
  void swapsLeftAndRight() {
    assertThat(
            TestImages.run(
                new Flip.At(Flip.Axis.HORIZONTAL), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void swapsTopAndBottom() {
    assertThat(
            TestImages.run(
                new Flip.At(Flip.Axis.VERTICAL), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(4, 5, 6, 1, 2, 3);
  }
}
