package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Interpolation;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class ResizeTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Resize(17, 33, Interpolation.AREA);
  }

  @Test
  void averagesAreas() {
    assertThat(
            TestImages.run(
                new Resize.At(2, 1, Interpolation.AREA),
                TestImages.gray(4, 2, 0, 10, 20, 30, 20, 10, 40, 30)))
        .containsExactly(10, 30);
  }

  @Test
  void repeatsTheNearest() {
    assertThat(
            TestImages.run(new Resize.At(4, 1, Interpolation.NEAREST), TestImages.gray(2, 1, 1, 2)))
        .containsExactly(1, 1, 2, 2);
  }

  @Test
  void refusesAnEmptyImage() {
    assertThatThrownBy(() -> new Resize(0, 5, Interpolation.AREA))
        .hasMessage("Resize width is 0 but must stay within [1, 65535]; give a number of pixels");
  }
}
