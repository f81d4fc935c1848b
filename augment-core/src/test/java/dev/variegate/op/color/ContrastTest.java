package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ContrastTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Contrast(Range.of(0.5, 0.6));
  }

  @Test
  void spreadsAboutTheMean() {
    assertThat(TestImages.run(new Contrast.At(2), TestImages.gray(4, 1, 100, 120, 140, 160)))
        .containsExactly(70, 110, 150, 190);
  }

  @Test
  void weighsColorsAsTheEyeDoes() {
    assertThat(TestImages.run(new Contrast.At(0), TestImages.rgb(100, 200, 50)))
        .containsExactly(153, 153, 153);
  }

  @Test
  void leavesAlpha() {
    assertThat(TestImages.run(new Contrast.At(0), TestImages.ofSamples(1, 1, 4, 100, 200, 50, 7)))
        .containsExactly(153, 153, 153, 7);
  }

  @Test
  void refusesNegatives() {
    assertThatThrownBy(() -> new Contrast(Range.of(-1, 1)))
        .hasMessage(
            "Contrast factor is [-1.0, 1.0] but must stay within [0.0, 10.0]; narrow the range");
  }
}
