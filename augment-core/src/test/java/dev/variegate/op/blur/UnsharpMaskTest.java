package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class UnsharpMaskTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new UnsharpMask(Range.of(1, 2), Range.fixed(2));
  }

  @Test
  void makesEdgesSteeper() {
    var made =
        TestImages.run(
            new UnsharpMask.At(1, 1), TestImages.gray(8, 1, 50, 50, 50, 50, 150, 150, 150, 150));
    assertThat(made[3]).isLessThan(50);
    assertThat(made[4]).isGreaterThan(150);
    assertThat(made[0]).isBetween(49, 51);
  }

  @Test
  void refusesANegativeAmount() {
    assertThatThrownBy(() -> new UnsharpMask(Range.fixed(1), Range.fixed(-1)))
        .hasMessage(
            "Unsharp-mask amount is [-1.0, -1.0] but must stay within [0.0, 5.0]; narrow the range");
  }
}
