package dev.variegate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class WeightedChoiceTest {

  @Test
  void placesAreDrawnAsOftenAsTheirWeightsSay() {
    var random = Seeds.generator(1, "weights", 1, 0);
    var counts = new int[4];
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      counts[WeightedChoice.draw(random, List.of(1.0, 0.0, 2.0, 5.0))]++;
    }
    assertThat(counts[1]).isZero();
    assertThat((double) counts[0] / draws).isCloseTo(1 / 8.0, within(0.01));
    assertThat((double) counts[2] / draws).isCloseTo(2 / 8.0, within(0.01));
  }

  @Test
  void oneThatIsAllThereIsIsDrawn() {
    var random = Seeds.generator(2, "weights", 1, 0);
    assertThat(WeightedChoice.draw(random, List.of(0.0, 1e-300, 0.0))).isEqualTo(1);
  }
}
