package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class PosterizeTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Posterize(Range.fixed(2));
  }

  @Test
  void cutsTheLowBits() {
    assertThat(TestImages.run(new Posterize.At(2), TestImages.gray(4, 1, 63, 64, 200, 255)))
        .containsExactly(0, 64, 192, 192);
    for (int bits = 1; bits <= 8; bits++) {
      for (int sample = 0; sample < 256; sample++) {
        assertThat(TestImages.run(new Posterize.At(bits), TestImages.gray(1, 1, sample)))
            .containsExactly(sample & (0xff << (8 - bits)));
      }
    }
  }

  @Test
  void refusesNoBits() {
    assertThatThrownBy(() -> new Posterize(Range.of(0, 4)))
        .hasMessage(
            "Posterize bits is [0.0, 4.0] but must stay within [1.0, 8.0]; narrow the range");
  }
}
