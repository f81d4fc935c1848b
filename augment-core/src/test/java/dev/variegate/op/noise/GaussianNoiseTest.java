package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianNoiseTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new GaussianNoise(Range.of(0.1, 0.2));
  }

  @Test
  void hasItsDeviationAndNoOffset() {
    for (var type : SampleType.values()) {
      var flat = new double[100 * 100 * 3];
      Arrays.fill(flat, 0.5);
      try (var image = TestImages.of(100, 100, 3, type, flat);
          var made = new GaussianNoise.At(0.1, 42).lower(image.size()).apply(image)) {
        var fractions = TestImages.fractions(made);
        double mean = Arrays.stream(fractions).average().orElseThrow();
        double variance =
            Arrays.stream(fractions).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        assertThat(mean).isBetween(0.498, 0.503);
        assertThat(Math.sqrt(variance)).isBetween(0.098, 0.102);
      }
    }
  }

  @Test
  void leavesAlpha() {
    var made =
        TestImages.run(
            new GaussianNoise.At(0.2, 1),
            TestImages.ofSamples(2, 1, 4, 100, 100, 100, 7, 100, 100, 100, 9));
    assertThat(made[3]).isEqualTo(7);
    assertThat(made[7]).isEqualTo(9);
  }

  @Test
  void anotherSeedIsAnotherField() {
    assertThat(TestImages.run(new GaussianNoise.At(0.2, 1), TestImages.gray(2, 2, 99, 99, 99, 99)))
        .isNotEqualTo(
            TestImages.run(new GaussianNoise.At(0.2, 2), TestImages.gray(2, 2, 99, 99, 99, 99)));
  }

  @Test
  void refusesMoreThanTheRange() {
    assertThatThrownBy(() -> new GaussianNoise(Range.of(0, 2)))
        .hasMessage(
            "Gaussian-noise deviation (fraction of full intensity) is [0.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
