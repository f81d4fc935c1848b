package dev.variegate.quality.distribution;

import static dev.variegate.quality.distribution.PairwiseScoresTest.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {

  /**
   * Points along the axes, whose mean and covariance are exactly {@code mean} and {@code variance
   * I}.
   */
  private static FeatureBlock cross(int width, double mean, double variance) {
    double reach = Math.sqrt(variance * (2 * width - 1) / 2);
    var points = new ArrayList<double[]>();
    for (int i = 0; i < 2 * width; i++) {
      var point = new double[width];
      Arrays.fill(point, mean);
      point[i / 2] += i % 2 == 0 ? reach : -reach;
      points.add(point);
    }
    return FeatureBlock.of(points);
  }

  @Test
  void fidOfNormalDistributionsIsTheClosedForm() {
    var standard = Moments.of(cross(4, 0, 1));
    assertThat(FrechetDistance.between(standard, Moments.of(cross(4, 1, 4))))
        .isCloseTo(8, offset(1e-9));
    assertThat(FrechetDistance.between(standard, standard)).isCloseTo(0, offset(1e-12));
  }

  @Test
  void fidOfFewerImagesThanFeaturesHasNoRootOfNoise() {
    var few = Moments.of(FeatureBlock.of(normal("few", 10, 40, 0, 1)));
    assertThat(FrechetDistance.between(few, few)).isCloseTo(0, offset(1e-6));
  }

  @Test
  void fidOfCorrelatedFeaturesIsThatOfTheirOwnAxes() {
    // Turned by 45 degrees, covariances diag(9, 1) and diag(1, 4) stay: (3-1)^2 + (1-2)^2.
    var first = new ArrayList<double[]>();
    var second = new ArrayList<double[]>();
    for (var axis : new double[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
      double r = Math.sqrt(1.5);
      first.add(turned(3 * r * axis[0], r * axis[1]));
      second.add(turned(r * axis[0], 2 * r * axis[1]));
    }
    assertThat(
            FrechetDistance.between(
                Moments.of(FeatureBlock.of(first)), Moments.of(FeatureBlock.of(second))))
        .isCloseTo(5, offset(1e-9));
  }

  private static double[] turned(double x, double y) {
    return new double[] {(x - y) / Math.sqrt(2), (x + y) / Math.sqrt(2)};
  }

  @Test
  void momentsOfBlocksAddUp() {
    var all = normal("all", 50, 7, 3, 2);
    var whole = Moments.of(FeatureBlock.of(all));
    var parts =
        Moments.of(FeatureBlock.of(all.subList(0, 11)))
            .plus(Moments.of(FeatureBlock.of(all.subList(11, 50))));
    assertThat(parts.count()).isEqualTo(50);
    assertThat(parts.covariance()).containsExactly(whole.covariance(), offset(1e-12));
  }

  @Test
  void vendiCountsDifferentImages() {
    var one = new double[] {0, 2, 1, 0};
    assertThat(VendiScore.of(directions(Collections.nCopies(6, one)))).isCloseTo(1, offset(1e-9));
    var orthogonal = new ArrayList<double[]>();
    for (int i = 0; i < 5; i++) {
      var vector = new double[5];
      vector[i] = 1 + i;
      orthogonal.add(vector);
    }
    assertThat(VendiScore.of(directions(orthogonal))).isCloseTo(5, offset(1e-9));
  }

  private static Moments directions(List<double[]> vectors) {
    return Moments.ofDirections(FeatureBlock.of(vectors));
  }

  @Test
  void refusesASingleImage() {
    var one = Moments.of(FeatureBlock.of(List.of(new double[] {1, 2})));
    assertThatThrownBy(() -> FrechetDistance.between(one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The Frechet distance is asked of a set of 1 images but must be of 2 or more; give more images");
  }
}
