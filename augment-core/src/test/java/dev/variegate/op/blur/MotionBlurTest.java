package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionBlurTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new MotionBlur(Range.of(2, 4), Range.fixed(30));
  }

  @Test
  void blursAlongItsLineAlone() {
    var given = new int[81];
    given[40] = 250;
    var across = TestImages.run(new MotionBlur.At(2, 0), TestImages.gray(9, 9, given));
    assertThat(across[40]).isBetween(40, 80);
    assertThat(across[39]).isPositive();
    assertThat(across[41]).isPositive();
    assertThat(across[31]).isZero();
    assertThat(across[49]).isZero();
    var down = TestImages.run(new MotionBlur.At(2, 90), TestImages.gray(9, 9, given));
    assertThat(down[31]).isPositive();
    assertThat(down[39]).isZero();
  }

  /** A long line of floats goes in pieces. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 30, 45, 80, -60, 135})
  void goesAlongItsAngleHoweverLong(double degrees) {
    int side = 81;
    var dot = new float[side * side];
    dot[dot.length / 2] = 1;
    double xx = 0;
    double xy = 0;
    double sum = 0;
    try (var image = Image.ofFloats(side, side, 1, dot);
        var made = new MotionBlur.At(24, degrees).lower(image.size()).apply(image)) {
      var floats = made.toFloats();
      for (int i = 0; i < floats.length; i++) {
        int x = i % side - side / 2;
        int row = i / side;
        int y = side / 2 - row;
        sum += floats[i];
        double along = degrees > 45 || degrees < -45 ? y : x;
        xx += floats[i] * along * along;
        xy += floats[i] * along * (degrees > 45 || degrees < -45 ? x : y);
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    double tangent = StrictMath.tan(StrictMath.toRadians(degrees));
    assertThat(xy / xx)
        .isCloseTo(degrees > 45 || degrees < -45 ? 1 / tangent : tangent, within(0.02));
  }

  @Test
  void blursBytesAsFloats() {
    var step = new MotionBlur.At(20, 25);
    try (var bytes = TestImages.smooth(60, 50, 3, SampleType.UINT8);
        var floats = TestImages.smooth(60, 50, 3, SampleType.FLOAT32)) {
      var size = bytes.size();
      try (var made = step.lower(size).apply(bytes);
          var exact = step.lower(size).apply(floats)) {
        var expected = TestImages.fractions(exact);
        var samples = TestImages.fractions(made);
        for (int i = 0; i < samples.length; i++) {
          assertThat(samples[i]).isCloseTo(expected[i], within(0.8 / 255));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 128, 254, 255})
  void theLongestLineLeavesFlatImagesAsTheyAre(int level) {
    var flat = new int[30 * 20];
    Arrays.fill(flat, level);
    assertThat(TestImages.run(new MotionBlur.At(100, 30), TestImages.gray(30, 20, flat)))
        .containsOnly(level);
  }

  @Test
  void refusesWindings() {
    assertThatThrownBy(() -> new MotionBlur(Range.fixed(1), Range.fixed(200)))
        .hasMessage(
            "Motion-blur degrees is [200.0, 200.0] but must stay within [-180.0, 180.0]; narrow the range");
  }
}
