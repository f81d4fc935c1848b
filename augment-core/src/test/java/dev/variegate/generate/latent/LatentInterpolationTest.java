package dev.variegate.generate.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.random.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatentInterpolationTest {

  @ParameterizedTest
  @EnumSource
  void meetsEveryPoint(LatentInterpolation interpolation) {
    var points = List.of(drawn("a", 5), drawn("b", 5), drawn("c", 5), drawn("d", 5));
    for (int i = 0; i < 4; i++) {
      var met = interpolation.at(points, i / 3.0);
      for (int j = 0; j < 5; j++) {
        assertThat(met.at(j)).isCloseTo(points.get(i).at(j), offset(1e-5f));
      }
    }
  }

  /** White, section 2.1: two normal points of 100 numbers are about at right angles. */
  @Test
  void anArcStaysOnTheShellThatALineLeaves() {
    var ends = List.of(drawn("a", 100), drawn("b", 100));
    double shell = (ends.get(0).norm() + ends.get(1).norm()) / 2;
    assertThat(LatentInterpolation.SLERP.at(ends, 0.5).norm())
        .isCloseTo(shell, offset(0.1 * shell));
    assertThat(LatentInterpolation.LERP.at(ends, 0.5).norm()).isLessThan(0.8 * shell);
  }

  /** A third of the way from the x axis to the y axis is 30 degrees (Shoemake, section 3.3). */
  @Test
  void anArcAdvancesByEqualAngles() {
    var third = LatentInterpolation.SLERP.at(List.of(code(2, 0), code(0, 2)), 1 / 3.0);
    assertThat(third.at(0)).isCloseTo((float) Math.sqrt(3), offset(1e-6f));
    assertThat(third.at(1)).isCloseTo(1, offset(1e-6f));
  }

  @Test
  void pointsInOneDirectionOrOppositeAreJoinedByALine() {
    assertThat(LatentInterpolation.SLERP.at(List.of(code(1, 1), code(3, 3)), 0.5).numbers())
        .containsExactly(2, 2);
    assertThat(LatentInterpolation.SLERP.at(List.of(code(1, 0), code(-3, 0)), 0.5).numbers())
        .containsExactly(-1, 0);
    assertThat(LatentInterpolation.SLERP.at(List.of(code(0, 0), code(2, 0)), 0.5).numbers())
        .containsExactly(1, 0);
  }

  @Test
  void aSplineBetweenTwoPointsIsTheLine() {
    var ends = List.of(code(1, 5), code(3, -1));
    for (double part : new double[] {0, 0.3, 0.5, 0.9, 1}) {
      var on = LatentInterpolation.SPLINE.at(ends, part);
      var line = LatentInterpolation.LERP.at(ends, part);
      assertThat(on.at(0)).isCloseTo(line.at(0), offset(1e-6f));
      assertThat(on.at(1)).isCloseTo(line.at(1), offset(1e-6f));
    }
  }

  /** At an inner point the curve has the slope from its neighbor to its neighbor. */
  @Test
  void aSplineIsSmoothWhereAPolylineBends() {
    var points = List.of(code(0, 0), code(1, 1), code(2, 0));
    double step = 1e-3;
    assertThat(slope(LatentInterpolation.SPLINE, points, 0.5 - step, step))
        .isCloseTo(0, offset(0.01));
    assertThat(slope(LatentInterpolation.SPLINE, points, 0.5, step)).isCloseTo(0, offset(0.01));
    assertThat(slope(LatentInterpolation.LERP, points, 0.5 - step, step))
        .isCloseTo(2, offset(0.01));
    assertThat(slope(LatentInterpolation.LERP, points, 0.5, step)).isCloseTo(-2, offset(0.01));
  }

  @Test
  void refusesWaysThatAreNone() {
    assertThatThrownBy(() -> LatentInterpolation.LERP.at(List.of(code(1)), 0))
        .hasMessage("Way through a latent space has 1 points but must have 2 or more; add some");
    assertThatThrownBy(() -> LatentInterpolation.LERP.at(List.of(code(1), code(2)), 1.5))
        .hasMessage(
            "Part of the way is 1.5 but must stay within [0.0, 1.0]; 0 is the first point, 1 the last");
    assertThatThrownBy(() -> LatentInterpolation.SLERP.at(List.of(code(1), code(2, 3)), 0.5))
        .hasMessage(
            "Latents have the sizes [1] and [2] but must have the same; take images of one size");
  }

  private static double slope(
      LatentInterpolation interpolation, List<LatentCode> points, double from, double step) {
    return (interpolation.at(points, from + step).at(1) - interpolation.at(points, from).at(1))
        / step;
  }

  static LatentCode code(float... numbers) {
    return LatentCode.of(List.of((long) numbers.length), numbers);
  }

  static LatentCode drawn(String key, int size) {
    var random = Seeds.generator(1, key, 0, 0);
    var numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return code(numbers);
  }
}
