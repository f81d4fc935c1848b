package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class DefocusTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Defocus(Range.of(1, 2));
  }

  @Test
  void spreadsAPointOverADisc() {
    var given = new int[121];
    given[60] = 255;
    var made = TestImages.run(new Defocus.At(3), TestImages.gray(11, 11, given));
    assertThat(made[60]).isEqualTo(made[62]).isBetween(7, 11);
    assertThat(made[60 + 3 * 11 + 3]).isZero();
    assertThat(java.util.Arrays.stream(made).sum()).isBetween(200, 310);
  }

  @Test
  void refusesNoDisc() {
    assertThatThrownBy(() -> new Defocus(Range.fixed(0)))
        .hasMessage(
            "Defocus radius (pixels) is [0.0, 0.0] but must stay within [1.0, 50.0]; narrow the range");
  }
}
