package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Geometric;
import dev.variegate.image.Border;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerspectiveTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Perspective(Range.of(0.1, 0.3), Interpolation.LANCZOS, Border.CONSTANT, 0);
  }

  @Test
  void bringsTheDrawnCornersToTheCorners() {
    var size = new Size(101, 51);
    var step =
        new Perspective.At(3, 4, 90, 2, 95, 45, 5, 48, Interpolation.BILINEAR, Border.WRAP, 0);
    var back = ((Geometric) step.lower(size)).matrix().inverse();
    assertThat(back.map(0, 0).x()).isCloseTo(3, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(100, 0).x()).isCloseTo(90, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(100, 50).y()).isCloseTo(45, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(back.map(0, 50).y()).isCloseTo(48, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void refusesCornersThatMayCross() {
    assertThatThrownBy(() -> new Perspective(Range.fixed(0.5), Interpolation.AREA, Border.WRAP, 0))
        .hasMessage(
            "Perspective scale (fraction of the side) is [0.5, 0.5] but must stay within [0.0, 0.45]; narrow the range");
  }

  /** With a corner inside the triangle of the others the image would be torn at a horizon. */
  @Test
  void leavesAConvexPartHoweverFarCornersMove() {
    var far = new Perspective(Range.of(0, 0.45), Interpolation.BILINEAR, Border.CONSTANT, 0);
    var size = new Size(41, 31);
    for (int i = 0; i < 2000; i++) {
      var back =
          ((Geometric) far.draw(Seeds.generator(i, "far", 1, 0), size).lower(size))
              .matrix()
              .inverse();
      for (int corner = 0; corner < 4; corner++) {
        double weight = back.w1() + corner % 2 * 40 * back.wx() + corner / 2 * 30 * back.wy();
        assertThat(weight * back.w1()).as("draw %s", i).isPositive();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 20", "20, 1", "2, 2"})
  void takesImagesOfOnePixelToASide(int width, int height) {
    var size = new Size(width, height);
    for (int i = 0; i < 20; i++) {
      var step = new Perspective().draw(Seeds.generator(i, "small", 1, 0), size);
      try (var image = TestImages.smooth(width, height, 3, SampleType.FLOAT32);
          var made = step.lower(size).apply(image)) {
        var given = Arrays.stream(TestImages.fractions(image)).summaryStatistics();
        assertThat(Arrays.stream(TestImages.fractions(made)).boxed())
            .allMatch(x -> x >= given.getMin() - 1e-6 && x <= given.getMax() + 1e-6);
        assertThat(((Geometric) step.lower(size)).matrix().determinant()).isNotNaN().isNotZero();
      }
    }
  }
}
