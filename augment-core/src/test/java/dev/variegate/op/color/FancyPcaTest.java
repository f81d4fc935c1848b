package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class FancyPcaTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new FancyPca(Range.of(2, 3));
  }

  @Test
  void addsAlongTheAxisInWhichColorsVary() {
    var given = new int[300];
    for (int i = 0; i < 100; i++) {
      given[3 * i] = 50 + 2 * i % 140;
      given[3 * i + 1] = 100;
      given[3 * i + 2] = 100;
    }
    var made = TestImages.run(new FancyPca.At(2, 0, 0), TestImages.rgb(given));
    assertThat(made[0]).isGreaterThan(given[0] + 10);
    assertThat(made[1]).isEqualTo(100);
    assertThat(made[2]).isEqualTo(100);
  }

  @Test
  void refusesANegativeDeviation() {
    assertThatThrownBy(() -> new FancyPca(Range.of(-1, 0)))
        .hasMessage(
            "Fancy-pca alpha is [-1.0, 0.0] but must stay within [0.0, 10.0]; narrow the range");
  }
}
