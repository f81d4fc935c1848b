package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SolarizeTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Solarize(Range.of(0.2, 0.4));
  }

  @Test
  void invertsFromTheThresholdUp() {
    assertThat(TestImages.run(new Solarize.At(128 / 255.0), TestImages.gray(3, 1, 0, 127, 128)))
        .containsExactly(0, 127, 127);
  }

  @Test
  void refusesAThresholdBeyondWhite() {
    assertThatThrownBy(() -> new Solarize(Range.of(0, 3)))
        .hasMessage(
            "Solarize threshold (fraction of full intensity) is [0.0, 3.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
