package dev.variegate.generate.latent;

import static dev.variegate.generate.latent.LatentInterpolationTest.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionTest {

  private static final double EXACT = 1e-12;

  @Test
  void isSavedAndLoadedToTheLastBit() {
    var direction = of("brighter", 0.1, 1 / 3.0, -2);
    var loaded = Direction.fromJson(direction.json());
    assertThat(loaded.json()).isEqualTo(direction.json());
    assertThat(loaded.numbers()).isEqualTo(direction.numbers());
    assertThat(direction.json())
        .startsWith("{\"name\":\"brighter\",\"modelSha256\":\"ff\",\"sizes\":[3],\"spread\":0.5,");
  }

  @Test
  void itsVectorHasLengthOne() {
    assertThat(of("d", 3, 4).numbers()).containsExactly(new double[] {0.6, 0.8}, offset(EXACT));
  }

  /** InterFaceGAN, section 3: n1 - (n1.n2) n2. */
  @Test
  void withoutAnotherItIsAtRightAnglesToIt() {
    var other = of("other", 1, 1, 0);
    var third = of("third", 1, 0, 0);
    var left = of("own", 1, 2, 3).without(List.of(other));
    assertThat(VectorMath.dot(left.numbers(), other.numbers())).isCloseTo(0, offset(EXACT));
    var alone = of("own", 1, 2, 3).without(List.of(other, third));
    assertThat(alone.numbers()).containsExactly(new double[] {0, 0, 1}, offset(EXACT));
    assertThat(alone.spread()).isCloseTo(0.5 * 3 / Math.sqrt(14), offset(EXACT));
  }

  @Test
  void aDirectionWithinOthersIsRefused() {
    assertThatThrownBy(() -> of("own", 1, 1).without(List.of(of("x", 1, 0), of("y", 0, 1))))
        .hasMessage(
            "Direction \"own\" lies within [x, y] but must differ from them; leave one out");
    var foreign = new Direction("far", "ee", List.of(2L), 1, new double[] {1, 0});
    assertThatThrownBy(() -> of("own", 1, 1).without(List.of(foreign)))
        .hasMessage(
            "Direction \"own\" is of model ff and sizes [2], \"far\" of ee and [2] but must be the same; find both with one model");
  }

  @Test
  void aDirectionOfChannelsMovesEveryPlaceAlike() {
    var direction = new Direction("d", "ff", List.of(2L, 1L, 1L), 1, new double[] {0, 2});
    var moved = direction.move(LatentCode.of(List.of(2L, 1L, 2L), 1, 2, 3, 4), 10);
    assertThat(moved.numbers()).containsExactly(1, 2, 13, 14);
  }

  @Test
  void latentsOfOtherSizesAreRefused() {
    assertThatThrownBy(() -> of("d", 1, 1).move(code(1, 2, 3), 1))
        .hasMessage(
            "Direction \"d\" has the sizes [2], the latent has [3] but must be the same; find the direction with this model and images of this size");
  }

  @Test
  void textsThatAreNoDirectionAreRefused() {
    assertThatThrownBy(() -> Direction.fromJson("{\"name\": \"d\", \"color\": 1}"))
        .hasMessageStartingWith("Direction is unreadable: ")
        .hasMessageContaining("it must be JSON with name, modelSha256, sizes, spread and numbers");
    assertThatThrownBy(() -> of("flat", 0, 0))
        .hasMessage(
            "Direction \"flat\" of the sizes [2] has 2 numbers of the length 0.0 but must have one for each place, finite and not all 0; find it again");
    assertThatThrownBy(() -> new Direction("still", "ff", List.of(1L), 0, new double[] {1}))
        .hasMessage(
            "Direction \"still\" has the spread 0.0 but must be above 0 and finite; find it on images that differ");
  }

  private static Direction of(String name, double... numbers) {
    return new Direction(name, "ff", List.of((long) numbers.length), 0.5, numbers);
  }
}
