package dev.variegate.generate.autoregressive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.random.Seeds;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogisticMixtureTest {

  private static final int DRAWS = 40_000;

  @Test
  void levelsAreDrawnAsOftenAsTheirProbabilitiesSay() {
    float[] parameters = {0.7f, -0.2f, -0.95f, 0.4f, -3, -2.5f};
    var counts = counts(parameters, 1);
    for (int level = 0; level < 256; level += level == 0 ? 1 : 6) {
      double wanted = probability(parameters, level);
      double spread = Math.sqrt(wanted / DRAWS);
      assertThat(counts[level] / (double) DRAWS)
          .as("level %d", level)
          .isCloseTo(wanted, Offset.offset(5 * spread + 1e-4));
    }
  }

  private static int[] counts(float[] parameters, double temperature) {
    var mixture = new LogisticMixture(1, parameters.length / 3);
    var random = random();
    var counts = new int[256];
    for (int i = 0; i < DRAWS; i++) {
      counts[mixture.draw(parameters, temperature, random)[0]]++;
    }
    return counts;
  }

  private static RandomGenerator random() {
    return Seeds.generator(1, "draws", 0, 0);
  }

  private static double probability(float[] parameters, int level) {
    double value = 2.0 * level / 255 - 1;
    double sum = 0;
    double total = 0;
    for (int i = 0; i < 2; i++) {
      double weight = Math.exp(parameters[i]);
      double scale = Math.exp(parameters[4 + i]);
      double upper = level == 255 ? 1 : sigmoid((value + 1.0 / 255 - parameters[2 + i]) / scale);
      double lower = level == 0 ? 0 : sigmoid((value - 1.0 / 255 - parameters[2 + i]) / scale);
      sum += weight * (upper - lower);
      total += weight;
    }
    return sum / total;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void blackAndWhiteHaveAllThatLiesBeyond() {
    assertThat(counts(new float[] {0, -1.5f, -4}, 1)[0]).isEqualTo(DRAWS);
    assertThat(counts(new float[] {0, 1.5f, -4}, 1)[255]).isEqualTo(DRAWS);
  }

  @Test
  void aLowTemperatureDrawsTheMeanOfTheLikeliestComponent() {
    float[] parameters = {0.7f, -0.2f, 1f / 255, -0.5f, -1, -1};
    assertThat(counts(parameters, 1e-4)[128]).isEqualTo(DRAWS);
  }

  @Test
  void redMovesGreenAndBothMoveBlue() {
    var mixture = new LogisticMixture(3, 1);
    float[] parameters = {0, 0.6f, 0, 0.12f, -9, -9, -9, 0.5f, -0.5f, 1};
    assertThat(mixture.draw(parameters, 1, random())).containsExactly(204, 166, 143);
    assertThat(mixture.parameters()).isEqualTo(10);
    assertThat(LogisticMixture.of(3, 50)).isEqualTo(new LogisticMixture(3, 5));
  }
}
