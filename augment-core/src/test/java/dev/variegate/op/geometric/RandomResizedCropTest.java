package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import org.junit.jupiter.api.Test;

class RandomResizedCropTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new RandomResizedCrop(20, 10, Range.of(0.2, 0.5), Range.of(1, 3), Interpolation.BICUBIC);
  }

  @Test
  void keepsAreaAndRatio() {
    var size = new Size(400, 300);
    for (int seed = 0; seed < 200; seed++) {
      var step = (RandomResizedCrop.At) sample().draw(Seeds.generator(seed, "", 1, 0), size);
      double pixels = (double) step.width() * step.height();
      assertThat(pixels / size.pixels()).isBetween(0.195, 0.505);
      assertThat((double) step.width() / step.height()).isBetween(0.99, 3.05);
      assertThat(step.x()).isBetween(0, size.width() - step.width());
      assertThat(step.y()).isBetween(0, size.height() - step.height());
    }
  }

  @Test
  void takesTheMiddleWhereNothingFits() {
    var whole = new RandomResizedCrop(5, 5, Range.fixed(1), Range.fixed(1), Interpolation.BILINEAR);
    assertThat(whole.draw(Seeds.generator(1, "", 1, 0), new Size(9, 4)))
        .isEqualTo(new RandomResizedCrop.At(2, 0, 4, 4, 5, 5, Interpolation.BILINEAR));
  }

  @Test
  void refusesAnEmptyWindow() {
    assertThatThrownBy(
            () -> new RandomResizedCrop(5, 5, Range.of(0, 1), Range.fixed(1), Interpolation.AREA))
        .hasMessage(
            "Random-resized-crop area (fraction) is [0.0, 1.0] but must be above 0 and up to 1; narrow the range");
  }
}
