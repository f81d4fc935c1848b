package dev.variegate.mix;

import static dev.variegate.mix.Mixtures.RULES;
import static dev.variegate.mix.Mixtures.mixer;
import static dev.variegate.mix.Mixtures.plain;
import static dev.variegate.mix.Mixtures.samples;
import static dev.variegate.mix.Mixtures.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.pixel.Dirichlet;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mix-up is the weighted mean of two images. */
class MixUpTest {

  @Test
  void mixUpIsTheWeightedMeanAndTheFirstKeepsHalf() {
    var mixer = mixer(new MixUp(1));
    for (int copy = 1; copy <= 50; copy++) {
      var own = source("own", plain(9, 7, 3, 20));
      var made = mixer.mix(own, List.of(source("p", plain(30, 12, 3, 220))), RULES, copy);
      double fraction = made.fractions().get(0);
      assertThat(fraction).isBetween(0.5, 1.0);
      assertThat(made.fractions().get(1)).isCloseTo(1 - fraction, within(1e-9));
      assertThat(Arrays.stream(samples(made.copy().encoded())).asDoubleStream().boxed())
          .hasSize(9 * 7 * 3)
          .allSatisfy(sample -> assertThat(sample).isCloseTo(220 - 200 * fraction, within(0.51)));
    }
  }

  @Test
  void betaHasItsMeanAndVariance() {
    for (double alpha : new double[] {0.2, 1, 4}) {
      var random = Seeds.generator(3, "beta", 0, 0);
      var drawn =
          IntStream.range(0, 40_000).mapToDouble(i -> Dirichlet.beta(random, alpha)).toArray();
      double mean = Arrays.stream(drawn).average().orElseThrow();
      double variance =
          Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
      assertThat(mean).isCloseTo(0.5, within(0.006));
      assertThat(variance).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.003));
    }
  }
}
