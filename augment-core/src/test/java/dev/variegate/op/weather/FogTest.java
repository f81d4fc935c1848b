package dev.variegate.op.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class FogTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Fog(Range.fixed(0.9), Range.fixed(1));
  }

  @Test
  void brightensBetweenItsThinnestAndItsThickest() {
    var black = new int[60 * 40];
    var made = TestImages.run(new Fog.At(0.8, 1, 7), TestImages.gray(60, 40, black));
    assertThat(java.util.Arrays.stream(made).max().orElseThrow()).isBetween(180, 204);
    assertThat(java.util.Arrays.stream(made).min().orElseThrow()).isBetween(71, 90);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new Fog(Range.fixed(2), Range.fixed(1)))
        .hasMessage("Fog density is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
