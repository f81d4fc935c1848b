package dev.variegate.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void aWayHelpsOnlyIfItsWorstSeedBeatsTheBestOfTheOther() {
    assertThat(verdict(scores(0.5, 0.6, 0.7), scores(0.3, 0.4, 0.49)))
        .isEqualTo(
            "accuracy: classic helped more than oversample"
                + " (mean 0.600 against 0.397, every seed 0.500 to 0.700 against 0.300 to 0.490).");
  }

  @Test
  void overlappingSeedsAreNoDifference() {
    assertThat(verdict(scores(0.5, 0.6, 0.7), scores(0.3, 0.4, 0.5)))
        .startsWith("accuracy: classic made no clear difference to oversample");
  }

  @Test
  void harmIsSaidPlainly() {
    assertThat(verdict(scores(0.1, 0.2), scores(0.3, 0.4)))
        .startsWith("accuracy: classic did worse than oversample");
  }

  @Test
  void recallIsTheMeanOverRareClasses() {
    long[][] confusion = {{8, 1, 1}, {5, 5, 0}, {9, 0, 1}};
    assertThat(Scores.of(confusion, List.of(1, 2))).isEqualTo(new Scores(14 / 30.0, 0.3));
  }

  private static String verdict(List<Scores> mine, List<Scores> theirs) {
    return Verdict.sentence("classic", mine, "oversample", theirs, "accuracy", Scores::accuracy);
  }

  private static List<Scores> scores(double... accuracies) {
    return DoubleStream.of(accuracies).mapToObj(a -> new Scores(a, 0)).toList();
  }
}
