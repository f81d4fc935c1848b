package dev.variegate.generate.latent;

import static dev.variegate.generate.latent.LatentInterpolationTest.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectionsTest {

  private static final int MANY = 600;

  private final Directions directions = new Directions("ff");

  /** Normal points of two kinds, cut by a plane at right angles to a known vector. */
  @Test
  void labelsGiveTheNormalOfThePlaneBetweenTheKinds() {
    var codes = IntStream.range(0, MANY).mapToObj(i -> drawn("point-" + i, 8)).toList();
    var positive = new boolean[MANY];
    for (int i = 0; i < MANY; i++) {
      positive[i] = codes.get(i).at(1) + 2 * codes.get(i).at(5) > 0.3;
    }
    var found = directions.fromLabels("kind", codes, positive);
    assertThat(found.numbers()[1]).isCloseTo(1 / Math.sqrt(5), offset(0.05));
    assertThat(found.numbers()[5]).isCloseTo(2 / Math.sqrt(5), offset(0.05));
    assertThat(found.spread()).isCloseTo(1, offset(0.1));
    assertThat(found.json()).isEqualTo(directions.fromLabels("kind", codes, positive).json());
  }

  @Test
  void aDirectionDoesNotDependOnTheUnitOfTheNumbers() {
    var codes = IntStream.range(0, 100).mapToObj(i -> drawn("point-" + i, 4)).toList();
    var small =
        codes.stream().map(code -> LatentCode.sum(new double[] {1e-3}, List.of(code))).toList();
    var positive = new boolean[100];
    for (int i = 0; i < 100; i++) {
      positive[i] = codes.get(i).at(0) > codes.get(i).at(2);
    }
    var usual = directions.fromLabels("d", codes, positive);
    var scaled = directions.fromLabels("d", small, positive);
    assertThat(scaled.numbers()).containsExactly(usual.numbers(), offset(1e-4));
    assertThat(scaled.spread()).isCloseTo(usual.spread() / 1000, offset(1e-6));
  }

  @Test
  void oneKindAloneIsRefused() {
    var codes = List.of(drawn("a", 3), drawn("b", 3));
    assertThatThrownBy(() -> directions.fromLabels("d", codes, new boolean[] {true, true}))
        .hasMessage(
            "Direction is to be found between 2 and 0 images but must be some of both kinds; check the labels");
    assertThatThrownBy(() -> directions.principal(codes.subList(0, 1), 1))
        .hasMessage("Direction is to be found from 1 images but must be 2 or more; give it more");
  }

  /** Deviations 5, 3 and 1 along three known axes, elsewhere 0.1. */
  @Test
  void principalComponentsComeInTheOrderOfTheirSpread() {
    var codes = new ArrayList<LatentCode>();
    for (int i = 0; i < MANY; i++) {
      var numbers = drawn("p-" + i, 6).numbers();
      var scales = new double[] {0.1, 3, 0.1, 5, 1, 0.1};
      for (int j = 0; j < 6; j++) {
        numbers[j] = (float) (numbers[j] * scales[j] + 7);
      }
      codes.add(LatentCode.of(List.of(6L), numbers));
    }
    var found = directions.principal(codes, 3);
    assertThat(found.stream().map(Direction::name)).containsExactly("axis-1", "axis-2", "axis-3");
    assertThat(found.get(0).numbers()[3]).isCloseTo(1, offset(0.01));
    assertThat(found.get(1).numbers()[1]).isCloseTo(1, offset(0.01));
    assertThat(found.get(2).numbers()[4]).isCloseTo(1, offset(0.01));
    assertThat(found.get(0).spread()).isCloseTo(5, offset(0.4));
    assertThat(found.get(1).spread()).isCloseTo(3, offset(0.3));
  }

  /** Images that hang mostly on the third number of their latents. */
  @Test
  void whatVariesMostInImagesIsCarriedBackToTheirLatents() {
    var codes = IntStream.range(0, MANY).mapToObj(i -> drawn("z-" + i, 5)).toList();
    var made =
        codes.stream()
            .map(
                code ->
                    new double[] {
                      10 * code.at(2) + code.at(0), 10 * code.at(2) - code.at(0), code.at(4) / 9
                    })
            .toArray(double[][]::new);
    var found = directions.principal(codes, made, 2);
    assertThat(found.get(0).numbers()[2]).isCloseTo(1, offset(0.01));
    assertThat(Math.abs(found.get(1).numbers()[0])).isCloseTo(1, offset(0.1));
    assertThat(found.get(0).spread()).isCloseTo(1, offset(0.1));
  }

  /** A = diag(1, 4, 2) turned by a rotation of outputs, which changes nothing. */
  @Test
  void weightsGiveWhatTheyStretchMost() {
    var weights = new double[][] {{0.6, 0, -1.6}, {0.8, 0, 1.2}, {0, 4, 0}};
    var found = directions.fromWeights(weights, List.of(3L), 2, 3);
    assertThat(found).hasSize(3);
    assertThat(found.get(0).numbers()).containsExactly(new double[] {0, 1, 0}, offset(1e-9));
    assertThat(found.get(1).numbers()).containsExactly(new double[] {0, 0, 1}, offset(1e-9));
    assertThat(found.get(2).numbers()).containsExactly(new double[] {1, 0, 0}, offset(1e-9));
    assertThat(found.get(0).spread()).isEqualTo(2);
  }

  @Test
  void latentsWithPlacesGetDirectionsOfChannels() {
    var codes = new ArrayList<LatentCode>();
    for (int i = 0; i < 50; i++) {
      float one = drawn("c-" + i, 1).at(0);
      codes.add(LatentCode.of(List.of(2L, 1L, 2L), one, one, 0.1f * (i % 3), 0.1f));
    }
    var found = directions.principal(codes, 1).get(0);
    assertThat(found.sizes()).containsExactly(2L, 1L, 1L);
    assertThat(found.numbers()[0]).isCloseTo(1, offset(0.01));
  }

  /** A matrix with known eigenvalues: a rotation of a diagonal one, and two that are close. */
  @Test
  void axesAreEigenvectors() {
    var rows = new double[40][];
    for (int i = 0; i < rows.length; i++) {
      var numbers = drawn("row-" + i, 20).numbers();
      rows[i] = IntStream.range(0, 20).mapToDouble(j -> numbers[j]).toArray();
    }
    var found = PrincipalAxes.of(rows, 6);
    for (int axis = 0; axis < 6; axis++) {
      var product = new double[20];
      for (var row : rows) {
        VectorMath.add(product, VectorMath.dot(row, found.axes()[axis]), row);
      }
      VectorMath.add(product, -found.values()[axis], found.axes()[axis]);
      assertThat(VectorMath.norm(product) / found.values()[axis]).isLessThan(1e-5);
    }
    assertThat(found.values()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(
            Arrays.stream(found.axes())
                .allMatch(axis -> Math.abs(VectorMath.norm(axis) - 1) < 1e-9))
        .isTrue();
  }
}
