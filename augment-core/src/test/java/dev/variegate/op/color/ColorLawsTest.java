package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Fusion;
import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import dev.variegate.op.geometric.GridShuffle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Laws of single operations on samples, for every kind of image. */
class ColorLawsTest {

  private static final double NEAR = 1e-6;

  @Property(tries = 100)
  void invertTwiceIsNothing(@ForAll("images") Image given) {
    same(given, new Invert.At(), new Invert.At());
  }

  /** What a negative of a sample would be turned again for comes back, and dark stays dark. */
  @Property(tries = 100)
  void solarizeTwiceIsNothingButForWhatFallsBelow(
      @ForAll("images") Image given, @ForAll @DoubleRange(max = 0.5) double threshold) {
    try (given;
        var twice = applied(given, new Solarize.At(threshold), new Solarize.At(threshold))) {
      var before = TestImages.fractions(given);
      var after = TestImages.fractions(twice);
      for (int i = 0; i < before.length; i++) {
        if (before[i] < threshold - 1e-4 || before[i] < 1 - threshold - 1e-4) {
          assertThat(Math.abs(after[i] - before[i])).isLessThan(NEAR);
        }
      }
    }
  }

  @Property(tries = 100)
  void posterizeTwiceIsOnce(
      @ForAll("images") Image given, @ForAll @IntRange(min = 1, max = 8) int bits) {
    again(given, new Posterize.At(bits), 1 << bits);
  }

  @Property(tries = 60)
  void grayscaleTwiceIsOnce(@ForAll("colors") Image given) {
    again(given, new Grayscale.At(), Integer.MAX_VALUE);
  }

  @Property(tries = 100)
  void gammaKeepsTheOrder(
      @ForAll("images") Image given, @ForAll @DoubleRange(min = 0.1, max = 8) double gamma) {
    keepsOrder(given, new Gamma.At(gamma));
  }

  @Property(tries = 100)
  void aToneCurveThatRisesKeepsTheOrder(
      @ForAll("images") Image given,
      @ForAll @DoubleRange(max = 1) double one,
      @ForAll @DoubleRange(max = 1) double other) {
    keepsOrder(given, new ToneCurve.At(Math.min(one, other), Math.max(one, other)));
  }

  @Property(tries = 100)
  void equalizeKeepsTheOrder(@ForAll("images") Image given) {
    keepsOrder(TestImages.opaque(given), new Equalize.At());
  }

  @Property(tries = 100)
  void autoContrastKeepsTheOrder(@ForAll("images") Image given) {
    keepsOrder(TestImages.opaque(given), new AutoContrast.At());
  }

  @Property(tries = 100)
  void channelShuffleKeepsTheChannels(@ForAll("images") Image given, @ForAll long seed) {
    try (given;
        var made = applied(given, new ChannelShuffle.At(seed))) {
      assertThat(planes(made)).containsExactlyInAnyOrderElementsOf(planes(given));
      if (given.channels() == 4) {
        assertThat(planes(made).get(3)).isEqualTo(planes(given).get(3));
      }
    }
  }

  @Property(tries = 100)
  void gridShuffleKeepsTheSamples(
      @ForAll("images") Image given,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int columns,
      @ForAll @IntRange(min = 1, max = 6) int rows) {
    try (given;
        var made = applied(given, new GridShuffle.At(columns, rows, seed))) {
      for (int channel = 0; channel < given.channels(); channel++) {
        assertThat(planes(made).get(channel).stream().sorted())
            .containsExactlyElementsOf(planes(given).get(channel).stream().sorted().toList());
      }
    }
  }

  private static void same(Image given, Step... steps) {
    try (given;
        var made = applied(given, steps)) {
      close(TestImages.fractions(made), TestImages.fractions(given));
    }
  }

  private static void again(Image given, Step step, int maxLevels) {
    try (given;
        var once = applied(given, step);
        var twice = applied(once, step)) {
      close(TestImages.fractions(twice), TestImages.fractions(once));
      var colors = once.channels() == 4 ? planes(once).subList(0, 3) : planes(once);
      assertThat(colors.stream().flatMap(List::stream).distinct().count())
          .isLessThanOrEqualTo(maxLevels);
    }
  }

  private static void close(double[] found, double... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Math.abs(found[i] - wanted[i])).isLessThan(NEAR);
    }
  }

  private static void keepsOrder(Image given, Step step) {
    try (given;
        var made = applied(given, step)) {
      for (int channel = 0; channel < given.channels(); channel++) {
        var before = planes(given).get(channel);
        var after = planes(made).get(channel);
        var order =
            IntStream.range(0, before.size())
                .boxed()
                .sorted((a, b) -> Double.compare(before.get(a), before.get(b)))
                .toList();
        for (int i = 1; i < order.size(); i++) {
          assertThat(after.get(order.get(i)) - after.get(order.get(i - 1))).isGreaterThan(-NEAR);
        }
      }
    }
  }

  private static Image applied(Image given, Step... steps) {
    return Fusion.apply(Fusion.lower(Arrays.asList(steps), given.size()), given);
  }

  private static List<List<Double>> planes(Image image) {
    var fractions = TestImages.fractions(image);
    var planes = new ArrayList<List<Double>>();
    for (int channel = 0; channel < image.channels(); channel++) {
      var plane = new ArrayList<Double>();
      for (int i = channel; i < fractions.length; i += image.channels()) {
        plane.add(fractions[i]);
      }
      planes.add(plane);
    }
    return planes;
  }

  @Provide
  Arbitrary<Image> images() {
    return images(1, 3, 4, 9);
  }

  @Provide
  Arbitrary<Image> colors() {
    return images(1, 3, 4);
  }

  /** Of all levels, or of few. */
  private static Arbitrary<Image> images(Integer... channels) {
    return Combinators.combine(
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 12),
            Arbitraries.of(channels),
            Arbitraries.of(SampleType.class),
            Arbitraries.of(2, 5, 256),
            Arbitraries.randomValue(random -> random.nextLong()))
        .as(ColorLawsTest::image);
  }

  private static Image image(
      int width, int height, int channels, SampleType type, int levels, long seed) {
    var random = dev.variegate.random.Seeds.generator(seed, "colors", 0, 0);
    var fractions =
        IntStream.range(0, width * height * channels)
            .mapToDouble(i -> random.nextInt(levels) / (levels - 1.0))
            .toArray();
    return TestImages.of(width, height, channels, type, fractions);
  }
}
