package dev.variegate.op.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.form.Fusion;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Invert;
import dev.variegate.random.Range;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HistogramMatchingTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new HistogramMatching(Range.of(0.4, 0.6));
  }

  /** The definition of scikit-image's {@code match_histograms}, in doubles, for one channel. */
  private static double[] matched(double[] source, double[] template) {
    var values = Arrays.stream(template).sorted().distinct().toArray();
    var quantiles = Arrays.stream(values).map(value -> fractionUpTo(template, value)).toArray();
    return Arrays.stream(source)
        .map(value -> interpolated(fractionUpTo(source, value), quantiles, values))
        .toArray();
  }

  private static double fractionUpTo(double[] samples, double value) {
    return Arrays.stream(samples).filter(sample -> sample <= value).count()
        / (double) samples.length;
  }

  /** NumPy's {@code interp}. */
  private static double interpolated(double x, double[] xs, double[] ys) {
    if (x <= xs[0]) {
      return ys[0];
    }
    for (int i = 1; i < xs.length; i++) {
      if (x <= xs[i]) {
        return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
      }
    }
    return ys[ys.length - 1];
  }

  @TestFactory
  Stream<DynamicTest> agreesWithItsDefinition() {
    return Stream.of(SampleType.values())
        .flatMap(
            type ->
                Stream.of(1, 3, 4, 5)
                    .map(
                        channels ->
                            DynamicTest.dynamicTest(
                                type + " x " + channels, () -> agrees(type, channels))));
  }

  private static void agrees(SampleType type, int channels) {
    double strength = 0.7;
    try (var image = TestImages.smooth(31, 22, channels, type);
        var reference = TestImages.noise(17, 25, channels, type);
        var made =
            new HistogramMatching.At(TestImages.reference(reference), strength)
                .lower(image.size())
                .apply(image)) {
      for (int channel = 0; channel < channels; channel++) {
        var before = TestImages.channel(image, channel);
        var expected =
            channel == 3 && channels == 4
                ? before
                : matched(before, TestImages.channel(reference, channel));
        var after = TestImages.channel(made, channel);
        for (int i = 0; i < after.length; i++) {
          double blended =
              channel == 3 && channels == 4
                  ? before[i]
                  : before[i] + strength * (expected[i] - before[i]);
          assertThat(after[i])
              .isCloseTo(blended, org.assertj.core.api.Assertions.within(step(type)));
        }
      }
    }
  }

  /**
   * Half a level; of floats, of which two may be one 16-bit level, a quantile of so few samples.
   */
  private static double step(SampleType type) {
    return type == SampleType.FLOAT32 ? 3e-3 : 0.5001 / type.white();
  }

  @Test
  void theResultHasTheHistogramOfTheReference() {
    try (var image = TestImages.smooth(64, 48, 3, SampleType.UINT8);
        var reference = TestImages.noise(60, 60, 3, SampleType.UINT8);
        var made =
            new HistogramMatching.At(TestImages.reference(reference), 1)
                .lower(image.size())
                .apply(image)) {
      for (int channel = 0; channel < 3; channel++) {
        var ours = sorted(TestImages.channel(made, channel));
        var theirs = sorted(TestImages.channel(reference, channel));
        for (double fraction = 0.05; fraction < 1; fraction += 0.1) {
          assertThat(ours[(int) (fraction * ours.length)])
              .isCloseTo(
                  theirs[(int) (fraction * theirs.length)],
                  org.assertj.core.api.Assertions.within(0.03));
        }
      }
    }
  }

  private static double[] sorted(double[] samples) {
    return Arrays.stream(samples).sorted().toArray();
  }

  @Test
  void matchesWholeLevelsOfAKnownImage() {
    try (var reference = TestImages.gray(4, 1, 10, 10, 200, 250)) {
      var step = new HistogramMatching.At(TestImages.reference(reference), 1);
      assertThat(TestImages.run(step, TestImages.gray(4, 1, 0, 1, 2, 3)))
          .containsExactly(10, 10, 200, 250);
    }
  }

  @Test
  void grayTakesTheGrayOfAColorReferenceAndColorsTakeGrayThreeTimes() {
    try (var color = TestImages.rgb(200, 200, 200, 50, 50, 50);
        var gray = TestImages.gray(2, 1, 200, 50)) {
      var byColor = new HistogramMatching.At(TestImages.reference(color), 1);
      assertThat(TestImages.run(byColor, TestImages.gray(2, 1, 3, 9))).containsExactly(50, 200);
      var byGray = new HistogramMatching.At(TestImages.reference(gray), 1);
      assertThat(TestImages.run(byGray, TestImages.rgb(1, 2, 3, 0, 9, 4)))
          .containsExactly(200, 50, 50, 50, 200, 200);
    }
  }

  @Test
  void aDeeperOrAnotherKindOfReferenceCountsInFractionsOfFullIntensity() {
    try (var reference = Image.ofShorts(2, 1, 1, (short) (100 * 257), (short) (200 * 257))) {
      var step = new HistogramMatching.At(TestImages.reference(reference), 1);
      assertThat(TestImages.run(step, TestImages.gray(2, 1, 5, 6))).containsExactly(100, 200);
    }
  }

  @Test
  void looksAtTheImageAsItIsAtThatPlace() {
    try (var reference = TestImages.noise(9, 9, 3, SampleType.UINT8);
        var image = TestImages.smooth(12, 10, 3, SampleType.UINT8)) {
      var matching = new HistogramMatching.At(TestImages.reference(reference), 1);
      var steps = java.util.List.of(new Brightness.At(0.5), matching, new Invert.At());
      try (var fused = Fusion.apply(Fusion.fuse(steps, image.size()), image);
          var unfused = Fusion.apply(Fusion.lower(steps, image.size()), image)) {
        assertThat(Fusion.fuse(steps, image.size())).hasSize(1);
        assertThat(fused.sameSamples(unfused)).isTrue();
      }
    }
  }

  @Test
  void refusesBandsThatAreNotAsMany() {
    try (var reference = TestImages.noise(4, 4, 3, SampleType.UINT8);
        var image = TestImages.noise(4, 4, 5, SampleType.UINT8)) {
      var form = new HistogramMatching.At(TestImages.reference(reference), 1).lower(image.size());
      assertThatThrownBy(() -> form.apply(image))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Histogram-matching is given an image with 5 channels and the reference \"%s\" with 3 but must be as many where they are bands; give another reference",
              TestImages.reference(reference).name());
    }
  }

  @Test
  void refusesToBeDrawnWithoutAReference() {
    assertThatThrownBy(
            () -> new HistogramMatching().draw(Seeds.generator(1, "key", 1, 0), new Size(4, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Histogram-matching takes a reference but none is given; give the stage references or referencesCol, or leave the operation out");
  }

  @Test
  void refusesAStrengthThatIsNoFraction() {
    assertThatThrownBy(() -> new HistogramMatching(Range.of(0, 2)))
        .hasMessage(
            "Histogram-matching strength is [0.0, 2.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
