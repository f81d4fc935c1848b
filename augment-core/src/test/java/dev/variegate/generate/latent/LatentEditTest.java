package dev.variegate.generate.latent;

import static dev.variegate.generate.latent.LatentInterpolationTest.code;
import static dev.variegate.generate.latent.LatentInterpolationTest.drawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatentEditTest {

  private static final int MANY = 4000;

  private final LatentCode own = drawn("own", MANY);

  @Test
  void reconstructingLeavesTheLatentAsItWas() {
    assertThat(apply(new LatentEdit.Reconstruct(), 0)).isEqualTo(own);
  }

  @Test
  void noiseHasTheAskedFractionOfTheLatentsOwnSize() {
    var changed = apply(new LatentEdit.Perturb(Range.of(0, 1)), 0.25);
    assertThat(LatentCode.sum(new double[] {1, -1}, List.of(changed, own)).norm() / own.norm())
        .isCloseTo(0.25, offset(0.02));
  }

  @Test
  void turningKeepsTheLengthAndTakesTheAskedAngle() {
    var turned = apply(new LatentEdit.Turn(Range.of(0, 1)), 0.5);
    assertThat(turned.norm()).isCloseTo(own.norm(), offset(1e-4));
    double cosine = turned.dot(own) / own.norm() / own.norm();
    assertThat(cosine).isCloseTo(Math.cos(Math.PI / 4), offset(1e-6));
    assertThat(apply(new LatentEdit.Turn(Range.of(0, 1)), 0).numbers()).isEqualTo(own.numbers());
  }

  @Test
  void sameNoiseSameLatentOtherNoiseAnother() {
    var change = new LatentEdit.Turn(Range.of(0, 1));
    assertThat(apply(change, 0.5).numbers()).isEqualTo(apply(change, 0.5).numbers());
    var other = change.apply(own, Optional.empty(), 0.5, Seeds.generator(1, "other", 0, 0));
    assertThat(other.numbers()).isNotEqualTo(apply(change, 0.5).numbers());
  }

  @Test
  void interpolatingGoesPartOfTheWayToThePartner() {
    var change = new LatentEdit.Interpolate(Range.of(0, 1), LatentInterpolation.LERP);
    var between =
        change.apply(code(0, 4), Optional.of(code(4, 0)), 0.25, Seeds.generator(1, "k", 0, 0));
    assertThat(between.numbers()).containsExactly(1, 3);
    assertThatThrownBy(() -> apply(change, 0.5))
        .hasMessage("Image has no partner but must have one to be interpolated with; give it one");
  }

  @Test
  void editingMovesByDeviationsAlongTheDirection() {
    var direction = new Direction("brighter", "ff", List.of(2L), 0.5, new double[] {3, 4});
    var change = new LatentEdit.Edit(direction, Range.fixed(2));
    var moved = change.apply(code(1, 1), Optional.empty(), 2, Seeds.generator(1, "k", 0, 0));
    assertThat(moved.at(0)).isCloseTo(1.6f, offset(1e-6f));
    assertThat(moved.at(1)).isCloseTo(1.8f, offset(1e-6f));
  }

  @Test
  void amountsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new LatentEdit.Turn(Range.of(0, 2)))
        .hasMessage(
            "Amount of turning is [0.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
    assertThatThrownBy(() -> new LatentEdit.Interpolate(Range.of(-1, 1), LatentInterpolation.LERP))
        .hasMessage(
            "Amount of interpolating is [-1.0, 1.0] but must stay within [0.0, 1.0]; narrow the range");
    assertThatThrownBy(() -> new LatentEdit.Perturb(Range.of(-1, 1)))
        .hasMessage(
            "Amount of perturbing is [-1.0, 1.0] but must not be negative; 0.1 to 0.5 is usual");
  }

  private LatentCode apply(LatentEdit change, double amount) {
    return change.apply(own, Optional.empty(), amount, Seeds.generator(1, "noise", 0, 0));
  }
}
