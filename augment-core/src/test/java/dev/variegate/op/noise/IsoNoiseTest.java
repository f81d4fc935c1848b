package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class IsoNoiseTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new IsoNoise(Range.fixed(0.1), Range.fixed(0.2));
  }

  @Test
  void leavesBlackAndGrainsTheLight() {
    var black = new int[300];
    assertThat(TestImages.run(new IsoNoise.At(0.2, 0.1, 3), TestImages.ofSamples(10, 10, 3, black)))
        .containsExactly(black);
    var gray = new int[30_000];
    java.util.Arrays.fill(gray, 120);
    var made = TestImages.run(new IsoNoise.At(0.1, 0, 3), TestImages.ofSamples(100, 100, 3, gray));
    double squares = 0;
    for (int i = 0; i < made.length; i += 3) {
      assertThat(made[i]).isEqualTo(made[i + 1]).isEqualTo(made[i + 2]);
      squares += (made[i] - 120) * (made[i] - 120);
    }
    assertThat(Math.sqrt(squares / 10_000)).isBetween(11.5, 12.5);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new IsoNoise(Range.fixed(2), Range.fixed(0)))
        .hasMessage(
            "Iso-noise intensity (fraction of the sample) is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
