package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class PlanckianJitterTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new PlanckianJitter(Range.of(3000, 4000));
  }

  @Test
  void isWarmBelowDaylightAndColdAboveIt() {
    assertThat(TestImages.run(new PlanckianJitter.At(6500), TestImages.rgb(100, 100, 100)))
        .containsExactly(100, 100, 100);
    var warm = TestImages.run(new PlanckianJitter.At(3000), TestImages.rgb(100, 100, 100));
    var cold = TestImages.run(new PlanckianJitter.At(12_000), TestImages.rgb(100, 100, 100));
    assertThat(warm[0]).isGreaterThan(150);
    assertThat(warm[2]).isLessThan(50);
    assertThat(cold[0]).isLessThan(90);
    assertThat(cold[2]).isGreaterThan(120);
  }

  @Test
  void refusesAColdLamp() {
    assertThatThrownBy(() -> new PlanckianJitter(Range.fixed(300)))
        .hasMessage(
            "Planckian-jitter kelvin is [300.0, 300.0] but must stay within [2000.0, 25000.0]; narrow the range");
  }
}
