package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class EmbossTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Emboss(Range.fixed(1), Range.of(1, 2));
  }

  @Test
  void raisesEdgesAndLeavesFlatParts() {
    var given = new int[] {10, 10, 10, 10, 10, 10, 10, 10, 90};
    assertThat(TestImages.run(new Emboss.At(1, 1), TestImages.gray(3, 3, given))[4]).isEqualTo(170);
    var flat = new int[] {50, 50, 50, 50, 50, 50, 50, 50, 50};
    assertThat(TestImages.run(new Emboss.At(1, 1), TestImages.gray(3, 3, flat)))
        .containsExactly(flat);
  }

  @Test
  void refusesMoreThanAll() {
    assertThatThrownBy(() -> new Emboss(Range.fixed(2), Range.fixed(1)))
        .hasMessage(
            "Emboss alpha (fraction) is [2.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
