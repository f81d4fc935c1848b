package dev.variegate.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.TestImages;
import dev.variegate.op.adaptation.ColorTransfer;
import dev.variegate.op.adaptation.FourierDomainAdaptation;
import dev.variegate.op.adaptation.HistogramMatching;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Gamma;
import dev.variegate.op.color.Hue;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.geometric.Crop;
import dev.variegate.op.geometric.Flip;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.op.geometric.Rotate90;
import dev.variegate.op.geometric.Scale;
import dev.variegate.op.geometric.Shear;
import dev.variegate.op.geometric.Translate;
import dev.variegate.op.geometric.Transpose;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Laws over all sizes, sample kinds and drawn numbers. */
class LawsTest {

  /** Steps one by one round at each step; one pass rounds once. Two levels of 255. */
  private static final double ROUNDING = 2.01 / 255;

  @Property(tries = 40)
  void flipTwiceIsNothing(@ForAll("images") Specimen kind, @ForAll Flip.Axis axis) {
    kind.isUnchangedBy(Collections.nCopies(2, new Flip.At(axis)));
  }

  @Property(tries = 40)
  void transposeTwiceIsNothing(@ForAll("images") Specimen kind) {
    kind.isUnchangedBy(Collections.nCopies(2, new Transpose.At()));
  }

  @Property(tries = 40)
  void fourQuarterTurnsAreNothing(
      @ForAll("images") Specimen kind, @ForAll @IntRange(max = 3) int k) {
    kind.isUnchangedBy(Collections.nCopies(4, new Rotate90.At(k)));
  }

  @Property(tries = 40)
  void aShiftAndBackAreNothing(
      @ForAll("images") Specimen kind,
      @ForAll @IntRange(min = -9, max = 9) int right,
      @ForAll Border border) {
    var steps =
        List.of(new Translate.At(right, 1, border, 0), new Translate.At(-right, -1, border, 0));
    assertThat(Fusion.fuse(steps, kind.size)).isEmpty();
  }

  /** Exact steps that keep inside their source commute with nothing lost: fused is unfused. */
  @Property(tries = 200)
  void exactStepsFuseExactly(@ForAll("images") Specimen kind, @ForAll("exact") List<Step> steps) {
    try (var image = kind.image();
        var fused = Fusion.apply(Fusion.fuse(steps, kind.size), image);
        var unfused = Fusion.apply(Fusion.lower(steps, kind.size), image)) {
      assertThat(fused.sameSamples(unfused)).isTrue();
      assertThat(Fusion.fuse(steps, kind.size)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Property(tries = 200)
  void curvesFuseExactly(@ForAll("images") Specimen kind, @ForAll("curves") List<Step> steps) {
    assertThat(fusedAgainstUnfused(kind, steps))
        .isLessThanOrEqualTo(kind.type == SampleType.FLOAT32 ? 1e-5 : 0);
  }

  @Property(tries = 200)
  void colorStepsFuseWithinRounding(
      @ForAll("images") Specimen kind, @ForAll("colors") List<Step> steps) {
    assertThat(fusedAgainstUnfused(kind, steps)).isLessThanOrEqualTo(ROUNDING);
  }

  /** The hue of a color near gray hangs on its rounding, so that a turn may show it. */
  @Property(tries = 200)
  void huesFuseWithinTheStepOfHues(
      @ForAll("images") Specimen kind, @ForAll("huesToo") List<Step> steps) {
    assertThat(fusedAgainstUnfused(kind, steps)).isLessThanOrEqualTo(4 * ROUNDING);
  }

  @Property(tries = 60)
  void anImageMadeLikeItselfStaysWithinRounding(
      @ForAll("images") Specimen kind,
      @ForAll @DoubleRange(max = 1) double strength,
      @ForAll @DoubleRange(max = 0.5) double beta) {
    try (var image = kind.image()) {
      var itself = TestImages.reference(image);
      for (var step :
          List.of(
              new HistogramMatching.At(itself, strength),
              new ColorTransfer.At(itself, strength),
              new FourierDomainAdaptation.At(itself, beta))) {
        try (var made = step.lower(kind.size).apply(image)) {
          assertThat(largestDifference(image, made)).as("%s", step).isLessThan(1.001 / 255);
        }
      }
    }
  }

  @Property(tries = 20)
  void anImageThatIsNotMadeLikeAnotherIsLeftAlone(@ForAll("images") Specimen kind) {
    try (var other = TestImages.noise(5, 4, 3, SampleType.UINT8)) {
      var reference = TestImages.reference(other);
      kind.isUnchangedBy(List.of(new HistogramMatching.At(reference, 0)));
      kind.isUnchangedBy(List.of(new ColorTransfer.At(reference, 0)));
      kind.isUnchangedBy(List.of(new FourierDomainAdaptation.At(reference, 0)));
    }
  }

  /** The order of levels in a channel is kept, whatever the reference. */
  @Property(tries = 40)
  void matchingNeverTurnsLevelsRound(
      @ForAll("images") Specimen kind, @ForAll @DoubleRange(max = 1) double strength) {
    try (var image = kind.image();
        var other = TestImages.noise(6, 5, 3, SampleType.UINT8);
        var made =
            new HistogramMatching.At(TestImages.reference(other), strength)
                .lower(kind.size)
                .apply(image)) {
      var before = TestImages.channel(image, 0);
      var after = TestImages.channel(made, 0);
      for (int i = 1; i < before.length; i++) {
        if (before[i - 1] < before[i]) {
          assertThat(after[i - 1]).isLessThanOrEqualTo(after[i]);
        }
      }
    }
  }

  private static double fusedAgainstUnfused(Specimen kind, List<Step> steps) {
    try (var image = kind.image();
        var fused = Fusion.apply(Fusion.fuse(steps, kind.size), image);
        var unfused = Fusion.apply(Fusion.lower(steps, kind.size), image)) {
      return largestDifference(fused, unfused);
    }
  }

  /** On smooth images, where nothing leaves them, one interpolation is close to many. */
  @Property(tries = 100)
  void warpsFuseWithinInterpolation(@ForAll("warps") List<Step> steps) {
    var size = new Size(96, 96);
    try (var image = TestImages.smooth(96, 96, 3, SampleType.FLOAT32);
        var fused = Fusion.apply(Fusion.fuse(steps, size), image);
        var unfused = Fusion.apply(Fusion.lower(steps, size), image)) {
      assertThat(Fusion.fuse(steps, size)).hasSizeLessThanOrEqualTo(1);
      assertThat(meanDifferenceInTheMiddle(fused, unfused)).isLessThan(0.02);
    }
  }

  private static double largestDifference(Image one, Image other) {
    var ours = TestImages.fractions(one);
    var theirs = TestImages.fractions(other);
    double largest = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(ours[i] - theirs[i]));
    }
    return largest;
  }

  private static double meanDifferenceInTheMiddle(Image one, Image other) {
    var middle = new Crop.At(32, 32, 32, 32).lower(one.size());
    try (var ours = middle.apply(one);
        var theirs = middle.apply(other)) {
      var left = TestImages.fractions(ours);
      var right = TestImages.fractions(theirs);
      double sum = 0;
      for (int i = 0; i < left.length; i++) {
        sum += Math.abs(left[i] - right[i]);
      }
      return sum / left.length;
    }
  }

  @Provide
  Arbitrary<Specimen> images() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 24),
            Arbitraries.integers().between(1, 24),
            Arbitraries.of(1, 3, 4),
            Arbitraries.of(SampleType.class))
        .as(
            (width, height, channels, type) ->
                new Specimen(new Size(width, height), channels, type));
  }

  @Provide
  Arbitrary<List<Step>> exact() {
    return Arbitraries.of(
            new Flip.At(Flip.Axis.HORIZONTAL),
            new Flip.At(Flip.Axis.VERTICAL),
            new Transpose.At(),
            new Rotate90.At(1),
            new Rotate90.At(2),
            new Crop.At(0, 0, 1, 1),
            new Rotate90.At(3))
        .map(Step.class::cast)
        .list()
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<List<Step>> curves() {
    return steps(
        List.of(factor(Brightness.At::new), factor(Gamma.At::new), factor(Contrast.At::new)));
  }

  @Provide
  Arbitrary<List<Step>> colors() {
    return steps(
        List.of(factor(Brightness.At::new), factor(Contrast.At::new), factor(Saturation.At::new)));
  }

  @Provide
  Arbitrary<List<Step>> huesToo() {
    return steps(
        List.of(
            factor(Brightness.At::new),
            factor(Contrast.At::new),
            factor(Saturation.At::new),
            factor(factor -> new Hue.At(factor - 0.5))));
  }

  @Provide
  Arbitrary<List<Step>> warps() {
    var border = Border.REFLECT101;
    var linear = Interpolation.BILINEAR;
    var degrees = Arbitraries.doubles().between(-5, 5);
    return steps(
        List.of(
            degrees.map(d -> new Rotate.At(d, linear, border, 0)),
            degrees.map(d -> new Shear.At(d, 0, linear, border, 0)),
            degrees.map(d -> new Scale.At(1 + d / 100, linear, border, 0)),
            degrees.map(d -> new Translate.At((int) Math.rint(d / 2), 1, border, 0)),
            Arbitraries.just(new Flip.At(Flip.Axis.HORIZONTAL))));
  }

  private static Arbitrary<Step> factor(DoubleFunction<Step> step) {
    return Arbitraries.doubles().between(0.3, 1.0).map(step::apply);
  }

  private static Arbitrary<List<Step>> steps(List<Arbitrary<? extends Step>> steps) {
    return Arbitraries.oneOf(steps).map(Step.class::cast).list().ofMaxSize(5);
  }

  /** What an image is like. */
  record Specimen(Size size, int channels, SampleType type) {

    Image image() {
      return TestImages.smooth(size.width(), size.height(), channels, type);
    }

    void isUnchangedBy(List<? extends Step> steps) {
      try (var image = image();
          var made = Fusion.apply(Fusion.lower(steps, size), image)) {
        assertThat(made.sameSamples(image)).isTrue();
      }
      assertThat(Fusion.fuse(steps, size)).isEmpty();
    }
  }
}
