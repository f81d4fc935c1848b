package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class DownscaleTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Downscale(Range.of(0.3, 0.4), Interpolation.BILINEAR);
  }

  @Test
  void averagesSquares() {
    assertThat(
            TestImages.run(
                new Downscale.At(0.5, Interpolation.NEAREST),
                TestImages.gray(4, 2, 0, 100, 10, 30, 100, 200, 50, 70)))
        .containsExactly(100, 100, 40, 40, 100, 100, 40, 40);
  }

  @Test
  void refusesToGrow() {
    assertThatThrownBy(() -> new Downscale(Range.fixed(2), Interpolation.AREA))
        .hasMessage(
            "Downscale scale is [2.0, 2.0] but must be above 0 and up to 1; narrow the range");
  }
}
