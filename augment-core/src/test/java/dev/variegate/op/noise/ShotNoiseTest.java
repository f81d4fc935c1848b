package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ShotNoiseTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ShotNoise(Range.fixed(20));
  }

  @Test
  void growsWithTheRootOfTheLight() {
    double dark = deviation(25);
    double bright = deviation(100);
    assertThat(bright / dark).isBetween(1.8, 2.2);
    assertThat(bright).isBetween(14.0, 18.0); // sqrt(100 / 255 / 100) * 255 = 15.97
    assertThat(deviation(0)).isZero();
  }

  private static double deviation(int level) {
    var flat = new int[10_000];
    java.util.Arrays.fill(flat, level);
    var made = TestImages.run(new ShotNoise.At(100, 4), TestImages.gray(100, 100, flat));
    double squares = 0;
    for (int sample : made) {
      squares += (sample - level) * (sample - level);
    }
    return Math.sqrt(squares / made.length);
  }

  @Test
  void refusesTheDark() {
    assertThatThrownBy(() -> new ShotNoise(Range.fixed(1)))
        .hasMessage(
            "Shot-noise photons is [1.0, 1.0] but must stay within [10.0, 100000.0]; narrow the range");
  }
}
