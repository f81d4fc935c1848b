package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MultiplicativeNoiseTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new MultiplicativeNoise(Range.fixed(0.5));
  }

  @Test
  void staysWithinItsSpreadAndKeepsTheMean() {
    var flat = new int[10_000];
    java.util.Arrays.fill(flat, 100);
    var made = Pictures.run(new MultiplicativeNoise.At(0.2, 4), Pictures.grey(100, 100, flat));
    assertThat(java.util.Arrays.stream(made).max().orElseThrow()).isBetween(117, 120);
    assertThat(java.util.Arrays.stream(made).average().orElseThrow()).isBetween(99.0, 101.0);
    assertThat(java.util.Arrays.stream(made).min().orElseThrow()).isBetween(80, 83);
  }

  @Test
  void refusesToTurnSigns() {
    assertThatThrownBy(() -> new MultiplicativeNoise(Range.fixed(2)))
        .hasMessage(
            "Multiplicative-noise spread is [2.0, 2.0], must stay within [0.0, 1.0]; narrow the range");
  }
}
