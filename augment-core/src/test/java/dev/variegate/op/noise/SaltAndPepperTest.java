package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class SaltAndPepperTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new SaltAndPepper(Range.fixed(0.5), Range.of(0.2, 0.4));
  }

  @Test
  void strewsAsManyAsAsked() {
    var flat = new int[30_000];
    java.util.Arrays.fill(flat, 100);
    var made =
        TestImages.run(new SaltAndPepper.At(0.2, 0.25, 9), TestImages.ofSamples(100, 100, 3, flat));
    assertThat(java.util.Arrays.stream(made).filter(s -> s == 255).count() / 30_000.0)
        .isBetween(0.04, 0.06);
    assertThat(java.util.Arrays.stream(made).filter(s -> s == 0).count() / 30_000.0)
        .isBetween(0.135, 0.165);
    for (int i = 0; i < made.length; i += 3) {
      assertThat(made[i]).isEqualTo(made[i + 1]).isEqualTo(made[i + 2]);
    }
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new SaltAndPepper(Range.fixed(2), Range.fixed(1)))
        .hasMessage(
            "Salt-and-pepper amount (fraction of the pixels) is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
