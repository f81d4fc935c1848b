package dev.variegate.op.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SnowTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Snow(Range.fixed(30), Range.fixed(0.05), Range.fixed(0.1));
  }

  @Test
  void whitensAndStrewsFlakes() {
    var black = new int[100 * 80];
    var made = TestImages.run(new Snow.At(40, 3, 0.2, 0, 3), TestImages.gray(100, 80, black));
    assertThat(java.util.Arrays.stream(made).min().orElseThrow()).isBetween(50, 52);
    assertThat(java.util.Arrays.stream(made).max().orElseThrow()).isGreaterThan(150);
    assertThat(java.util.Arrays.stream(made).filter(sample -> sample > 60).count())
        .isBetween(80L, 4000L);
  }

  @Test
  void refusesSnowballs() {
    assertThatThrownBy(() -> new Snow(Range.fixed(1), Range.fixed(0.5), Range.fixed(0)))
        .hasMessage(
            "Snow radius (fraction of the shorter side) is [0.5, 0.5] but must stay within [0.001, 0.1]; narrow the range");
  }
}
