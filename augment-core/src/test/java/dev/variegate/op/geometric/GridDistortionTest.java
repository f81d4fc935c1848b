package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class GridDistortionTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new GridDistortion(3, 4, Range.fixed(0.5), Interpolation.BILINEAR);
  }

  @Test
  void keepsTheOrderOfColumnsAndTheEdges() {
    var samples = new int[64];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 4 * i;
    }
    var step = new GridDistortion.At(4, 1, 0.8, 3, Interpolation.BILINEAR);
    var made = TestImages.run(step, TestImages.gray(64, 1, samples));
    assertThat(made).isSorted();
    assertThat(made[0]).isLessThan(8);
    assertThat(made[63]).isGreaterThan(244);
    assertThat(made).isNotEqualTo(samples);
  }

  @Test
  void refusesAGridWithoutCells() {
    assertThatThrownBy(() -> new GridDistortion(0, 1, Range.fixed(0.1), Interpolation.BILINEAR))
        .hasMessage(
            "Grid-distortion columns is 0 but must stay within [1, 100]; give a number of cells");
  }
}
