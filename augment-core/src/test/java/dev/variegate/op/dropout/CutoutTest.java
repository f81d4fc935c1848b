package dev.variegate.op.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class CutoutTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Cutout(Range.fixed(0.6), 1);
  }

  @Test
  void coversASquare() {
    assertThat(
            TestImages.run(
                new Cutout.At(1, 0, 2, 1), TestImages.gray(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9)))
        .containsExactly(1, 255, 255, 4, 255, 255, 7, 8, 9);
  }

  @Test
  void mayReachBeyondTheImage() {
    assertThat(TestImages.run(new Cutout.At(-1, 1, 2, 0), TestImages.gray(2, 2, 1, 2, 3, 4)))
        .containsExactly(1, 2, 0, 4);
  }

  @Test
  void mayMissTheImage() {
    assertThat(TestImages.run(new Cutout.At(-5, 0, 2, 0), TestImages.gray(2, 2, 1, 2, 3, 4)))
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Cutout.At(0, 0, 1, 0), TestImages.ofSamples(1, 1, 4, 1, 2, 3, 4)))
        .containsExactly(0, 0, 0, 4);
  }

  @Test
  void refusesMoreThanTheImage() {
    assertThatThrownBy(() -> new Cutout(Range.of(0, 2), 0))
        .hasMessage(
            "Cutout side (fraction of the shorter side) is [0.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
