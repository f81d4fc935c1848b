package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ZoomBlurTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ZoomBlur(Range.fixed(1.5));
  }

  @Test
  void leavesTheMiddleAndBlursTheRest() {
    var given = new int[21 * 21];
    given[10 * 21 + 10] = 220;
    given[10 * 21 + 18] = 220;
    var made = TestImages.run(new ZoomBlur.At(1.3), TestImages.gray(21, 21, given));
    assertThat(made[10 * 21 + 10]).isGreaterThan(150);
    assertThat(made[10 * 21 + 18]).isLessThan(120);
    assertThat(TestImages.run(new ZoomBlur.At(1), TestImages.gray(21, 21, given)))
        .containsExactly(given);
  }

  @Test
  void refusesToZoomOut() {
    assertThatThrownBy(() -> new ZoomBlur(Range.of(0.5, 1)))
        .hasMessage(
            "Zoom-blur zoom is [0.5, 1.0] but must stay within [1.0, 2.0]; narrow the range");
  }
}
