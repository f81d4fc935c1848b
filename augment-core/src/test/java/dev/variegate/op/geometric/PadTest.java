package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class PadTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Pad(50, 20, 16, Pad.Place.RANDOM, Border.REPLICATE, 0);
  }

  @Test
  void putsTheImageInTheMiddle() {
    assertThat(
            TestImages.run(
                new Pad.At(1, 0, 4, 2, Border.CONSTANT, 1), TestImages.gray(2, 1, 10, 20)))
        .containsExactly(255, 10, 20, 255, 255, 255, 255, 255);
    var step =
        new Pad(4, 2, 1, Pad.Place.CENTER, Border.CONSTANT, 1)
            .draw(dev.variegate.random.Seeds.generator(1, "", 1, 0), new Size(2, 1));
    assertThat(step).isEqualTo(new Pad.At(1, 0, 4, 2, Border.CONSTANT, 1));
  }

  @Test
  void makesSidesMultiples() {
    var step =
        new Pad(1, 1, 32, Pad.Place.TOP_LEFT, Border.WRAP, 0)
            .draw(dev.variegate.random.Seeds.generator(1, "", 1, 0), new Size(33, 64));
    assertThat(step.lower(new Size(33, 64)).sizeAfter(new Size(33, 64)))
        .isEqualTo(new Size(64, 64));
  }

  @Test
  void refusesAMultipleOfNothing() {
    assertThatThrownBy(() -> new Pad(1, 1, 0, Pad.Place.CENTER, Border.WRAP, 0))
        .hasMessage(
            "Pad multiple is 0 but must stay within [1, 4096]; give 1 to leave the sides as they are");
  }
}
