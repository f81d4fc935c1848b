package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is taken back by another step, for every kind of image. */
class GroupLawsTest {

  private static final List<Dihedral.At> SYMMETRIES =
      IntStream.range(0, 4)
          .boxed()
          .flatMap(turns -> Stream.of(Dihedral.Mirror.values()).map(m -> new Dihedral.At(turns, m)))
          .toList();

  @Property(tries = 60)
  void everySymmetryHasOneThatTakesItBack(@ForAll("images") Image given) {
    try (given) {
      for (var symmetry : SYMMETRIES) {
        var back = SYMMETRIES.stream().filter(other -> isNothing(List.of(symmetry, other), given));
        assertThat(back).as("%s", symmetry).isNotEmpty();
      }
    }
  }

  /** Reported apart by an image without a symmetry of its own. */
  @Property(tries = 40)
  void twoSymmetriesAreOneOfTheEight(
      @ForAll @IntRange(max = 7) int one, @ForAll @IntRange(max = 7) int other) {
    try (var given = TestImages.smooth(5, 7, 3, SampleType.UINT8);
        var both = applied(List.of(SYMMETRIES.get(one), SYMMETRIES.get(other)), given)) {
      var same =
          SYMMETRIES.stream()
              .filter(
                  single -> {
                    try (var made = applied(List.of(single), given)) {
                      return made.sameSamples(both);
                    }
                  });
      assertThat(same).hasSize(1);
    }
  }

  @Property(tries = 60)
  void exactStepsAreTakenBackExactly(@ForAll("images") Image given) {
    try (given) {
      assertThat(isNothing(Collections.nCopies(2, new Transpose.At()), given)).isTrue();
      assertThat(isNothing(Collections.nCopies(4, new Rotate90.At(1)), given)).isTrue();
      for (var axis : Flip.Axis.values()) {
        assertThat(isNothing(Collections.nCopies(2, new Flip.At(axis)), given)).isTrue();
      }
    }
  }

  @Property(tries = 60)
  void aCropTakesBackAPad(
      @ForAll("images") Image given,
      @ForAll @IntRange(max = 9) int x,
      @ForAll @IntRange(max = 9) int y,
      @ForAll Border border) {
    try (given) {
      var pad = new Pad.At(x, y, given.width() + x + 3, given.height() + y, border, 0.3);
      assertThat(isNothing(List.of(pad, new Crop.At(x, y, given.width(), given.height())), given))
          .isTrue();
    }
  }

  @Property(tries = 60)
  void aResizeToTheSameSizeIsNothing(
      @ForAll("images") Image given, @ForAll Interpolation interpolation) {
    try (given) {
      var same = new Resize.At(given.width(), given.height(), interpolation);
      assertThat(isNothing(List.of(same), given)).isTrue();
      var boxed = new Letterbox.At(given.width(), given.height(), interpolation, 0.5);
      assertThat(isNothing(List.of(boxed), given)).isTrue();
    }
  }

  /** One by one, so that it is interpolated twice; the middle, where no corner was cut off. */
  @Property(tries = 40)
  void aTurnAndBackIsNearlyNothingInTheMiddle(
      @ForAll @IntRange(min = -180, max = 180) int degrees) {
    var size = new Size(48, 40);
    var steps =
        Stream.of(degrees, -degrees)
            .map(d -> new Rotate.At(d, Interpolation.BICUBIC, Border.CONSTANT, 0))
            .toList();
    var middle = new Crop.At(16, 12, 16, 16).lower(size);
    try (var given = TestImages.smooth(48, 40, 1, SampleType.FLOAT32);
        var back = Fusion.apply(Fusion.lower(steps, size), given);
        var before = middle.apply(given);
        var after = middle.apply(back)) {
      var wanted = TestImages.fractions(before);
      var found = TestImages.fractions(after);
      double sum = 0;
      for (int i = 0; i < found.length; i++) {
        sum += Math.abs(found[i] - wanted[i]);
      }
      assertThat(sum / found.length).isCloseTo(0, within(0.02));
    }
  }

  private static boolean isNothing(List<? extends Step> steps, Image given) {
    try (var made = applied(steps, given)) {
      return made.sameSamples(given);
    }
  }

  /** Each by itself. */
  private static Image applied(List<? extends Step> steps, Image given) {
    return Fusion.apply(Fusion.lower(steps, given.size()), given);
  }

  @Provide
  Arbitrary<Image> images() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 20),
            Arbitraries.integers().between(1, 20),
            Arbitraries.of(1, 3, 4, 9),
            Arbitraries.of(SampleType.class))
        .as(TestImages::smooth);
  }
}
