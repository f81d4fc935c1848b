package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxBlurTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new BoxBlur(Range.of(2, 4));
  }

  @Test
  void spreadsAPointEvenly() {
    var given = new int[25];
    given[12] = 90;
    var made = Pictures.run(new BoxBlur.At(1), Pictures.grey(5, 5, given));
    assertThat(made[12]).isEqualTo(10);
    assertThat(made[6]).isEqualTo(10);
    assertThat(made[0]).isZero();
  }

  @Test
  void refusesBrokenPixels() {
    assertThatThrownBy(() -> new BoxBlur(Range.fixed(1.5)))
        .hasMessage(
            "Box-blur radius (pixels) is [1.5, 1.5], must be whole numbers; round both ends");
  }
}
