package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlipTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Flip(Flip.Axis.VERTICAL);
  }

  @Test
  void swapsLeftAndRight() {
    assertThat(
            Pictures.run(new Flip.At(Flip.Axis.HORIZONTAL), Pictures.grey(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void swapsTopAndBottom() {
    assertThat(Pictures.run(new Flip.At(Flip.Axis.VERTICAL), Pictures.grey(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(4, 5, 6, 1, 2, 3);
  }
}
