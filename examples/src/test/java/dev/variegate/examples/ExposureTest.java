package dev.variegate.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ExposureTest {

  @Test
  void refusesStopsThatLeaveNothingToSee() {
    assertThatThrownBy(() -> new Exposure(Range.of(0, 5)))
        .hasMessageStartingWith("Exposure stops is [0.0, 5.0] but must stay within [-4.0, 4.0]");
  }
}
