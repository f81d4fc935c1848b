package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HueTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Hue(Range.of(0.2, 0.3));
  }

  @Test
  void aThirdMakesRedGreen() {
    assertThat(TestImages.run(new Hue.At(1 / 3.0), TestImages.rgb(255, 0, 0, 90, 90, 90)))
        .containsExactly(0, 255, 0, 90, 90, 90);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Hue.At(1 / 3.0), TestImages.ofSamples(1, 1, 4, 255, 0, 0, 7)))
        .containsExactly(0, 255, 0, 7);
  }

  @Test
  void leavesGrayImages() {
    assertThat(TestImages.run(new Hue.At(0.3), TestImages.gray(2, 1, 5, 6))).containsExactly(5, 6);
  }

  @Test
  void turnsFloatsExactly() {
    for (double turns : new double[] {-1 / 3.0, 2 / 3.0}) {
      try (var image = Image.ofFloats(1, 1, 3, 0.1f, 0.8f, 0.2f);
          var made = new Hue.At(turns).lower(image.size()).apply(image)) {
        assertThat(made.toFloats())
            .containsExactly(new float[] {0.8f, 0.2f, 0.1f}, Offset.offset(1e-5f));
      }
    }
  }

  @Test
  void refusesMoreThanHalfATurn() {
    assertThatThrownBy(() -> new Hue(Range.of(0, 0.7)))
        .hasMessage(
            "Hue turns (fraction of a full turn) is [0.0, 0.7] but must stay within [-0.5, 0.5]; narrow the range");
  }
}
