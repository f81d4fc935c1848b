package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SepiaTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Sepia(Range.of(0.4, 0.6));
  }

  @Test
  void makesGrayBrown() {
    assertThat(TestImages.run(new Sepia.At(1), TestImages.rgb(100, 100, 100)))
        .containsExactly(135, 120, 94);
    assertThat(TestImages.run(new Sepia.At(0), TestImages.rgb(1, 200, 3)))
        .containsExactly(1, 200, 3);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new Sepia(Range.of(0, 2)))
        .hasMessage("Sepia amount is [0.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
