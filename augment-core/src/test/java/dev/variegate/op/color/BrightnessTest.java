package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class BrightnessTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Brightness(Range.of(0.5, 0.6));
  }

  @Test
  void multipliesAndClamps() {
    assertThat(TestImages.run(new Brightness.At(1.5), TestImages.gray(3, 1, 10, 101, 200)))
        .containsExactly(15, 152, 255);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Brightness.At(2), TestImages.ofSamples(1, 1, 4, 1, 2, 3, 4)))
        .containsExactly(2, 4, 6, 4);
  }

  @Test
  void letsFloatsLeaveTheUnit() {
    try (var image = Image.ofFloats(2, 1, 1, 0.75f, -0.5f);
        var made = new Brightness.At(2).lower(image.size()).apply(image)) {
      assertThat(made.toFloats()).containsExactly(1.5f, -1f);
    }
  }

  @Test
  void refusesNegativeLight() {
    assertThatThrownBy(() -> new Brightness(Range.of(-1, 1)))
        .hasMessage(
            "Brightness factor is [-1.0, 1.0] but must stay within [0.0, 10.0]; narrow the range");
  }
}
