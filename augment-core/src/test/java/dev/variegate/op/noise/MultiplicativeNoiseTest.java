package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class MultiplicativeNoiseTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new MultiplicativeNoise(Range.fixed(0.5), MultiplicativeNoise.Grain.SAMPLE);
  }

  @Test
  void staysWithinItsSpreadAndKeepsTheMean() {
    var flat = new int[10_000];
    java.util.Arrays.fill(flat, 100);
    var made =
        TestImages.run(
            new MultiplicativeNoise.At(0.2, MultiplicativeNoise.Grain.SAMPLE, 4),
            TestImages.gray(100, 100, flat));
    assertThat(java.util.Arrays.stream(made).max().orElseThrow()).isBetween(117, 120);
    assertThat(java.util.Arrays.stream(made).average().orElseThrow()).isBetween(99.0, 101.0);
    assertThat(java.util.Arrays.stream(made).min().orElseThrow()).isBetween(80, 83);
  }

  @Test
  void mayHaveOneFactorForTheImageOrForEachChannel() {
    var image = new MultiplicativeNoise.At(0.5, MultiplicativeNoise.Grain.IMAGE, 77_777_777_777L);
    var one = TestImages.run(image, TestImages.rgb(100, 100, 100, 50, 50, 50));
    assertThat(one[0]).isNotEqualTo(100).isEqualTo(one[1]).isEqualTo(one[2]);
    assertThat(one[3]).isBetween(one[0] / 2, one[0] / 2 + 1);
    var channel =
        new MultiplicativeNoise.At(0.5, MultiplicativeNoise.Grain.CHANNEL, 77_777_777_777L);
    var three = TestImages.run(channel, TestImages.rgb(100, 100, 100, 100, 100, 100));
    assertThat(java.util.Arrays.copyOfRange(three, 0, 3))
        .containsExactly(three[3], three[4], three[5])
        .doesNotHaveDuplicates();
  }

  @Test
  void refusesToTurnSigns() {
    assertThatThrownBy(
            () -> new MultiplicativeNoise(Range.fixed(2), MultiplicativeNoise.Grain.SAMPLE))
        .hasMessage(
            "Multiplicative-noise spread is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
