package dev.variegate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeTest {

  @Test
  void drawsEvenlyWithin() {
    var random = Seeds.generator(1, "range", 1, 0);
    var drawn =
        IntStream.range(0, 4000).mapToDouble(i -> Range.of(-2, 6).draw(random)).summaryStatistics();
    assertThat(drawn.getMin()).isBetween(-2.0, -1.9);
    assertThat(drawn.getMax()).isBetween(5.9, 6.0);
    assertThat(drawn.getAverage()).isBetween(1.9, 2.1);
    assertThat(Range.fixed(3).draw(random)).isEqualTo(3);
  }

  @Test
  void drawsWholeNumbersUpToBothEnds() {
    var random = Seeds.generator(1, "range", 1, 0);
    assertThat(IntStream.range(0, 100).map(i -> Range.of(-1, 2).drawWhole(random)).distinct())
        .containsExactlyInAnyOrder(-1, 0, 1, 2);
  }

  @Test
  void refusesEndsTheWrongWayRoundAndNoNumbers() {
    assertThatThrownBy(() -> Range.of(2, 1))
        .hasMessage(
            "Range is [2.0, 1.0] but its low end must not exceed its high end; swap the two");
    assertThatThrownBy(() -> Range.of(Double.NaN, 1)).hasMessageStartingWith("Range is [NaN, 1.0]");
  }
}
