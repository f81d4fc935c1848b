package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class BoxBlurTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new BoxBlur(Range.of(2, 4));
  }

  @Test
  void spreadsAPointEvenly() {
    var given = new int[25];
    given[12] = 90;
    var made = TestImages.run(new BoxBlur.At(1), TestImages.gray(5, 5, given));
    assertThat(made[12]).isEqualTo(10);
    assertThat(made[6]).isEqualTo(10);
    assertThat(made[0]).isZero();
  }

  @Test
  void refusesBrokenPixels() {
    assertThatThrownBy(() -> new BoxBlur(Range.fixed(1.5)))
        .hasMessage(
            "Box-blur radius (pixels) is [1.5, 1.5] but must be whole numbers; round both ends");
  }
}
