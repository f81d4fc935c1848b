package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MotionBlurTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new MotionBlur(Range.of(2, 4), Range.fixed(30));
  }

  @Test
  void blursAlongItsLineAlone() {
    var given = new int[81];
    given[40] = 250;
    var across = Pictures.run(new MotionBlur.At(2, 0), Pictures.grey(9, 9, given));
    assertThat(across[40]).isBetween(40, 80);
    assertThat(across[39]).isPositive();
    assertThat(across[41]).isPositive();
    assertThat(across[31]).isZero();
    assertThat(across[49]).isZero();
    var down = Pictures.run(new MotionBlur.At(2, 90), Pictures.grey(9, 9, given));
    assertThat(down[31]).isPositive();
    assertThat(down[39]).isZero();
  }

  @Test
  void refusesWindings() {
    assertThatThrownBy(() -> new MotionBlur(Range.fixed(1), Range.fixed(200)))
        .hasMessage(
            "Motion-blur degrees is [200.0, 200.0], must stay within [-180.0, 180.0]; narrow the range");
  }
}
