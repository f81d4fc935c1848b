package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.Step;
import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import dev.variegate.op.blur.Sharpness;
import dev.variegate.op.color.AutoContrast;
import dev.variegate.op.color.Brightness;
import dev.variegate.op.color.Contrast;
import dev.variegate.op.color.Equalize;
import dev.variegate.op.color.Gamma;
import dev.variegate.op.color.Grayscale;
import dev.variegate.op.color.Posterize;
import dev.variegate.op.color.Saturation;
import dev.variegate.op.color.Solarize;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * What Pillow, torchvision and OpenCV document for the operations of the golden images, written out
 * in plain Java, for any parameters and for 8-bit images of any sides. Tolerances are those of the
 * golden images.
 */
class ReferenceFormulasTest {

  @Property(tries = 60)
  void solarizeTurnsFromTheThresholdOn(
      @ForAll("colors") Image given, @ForAll @IntRange(max = 256) int threshold) {
    bySample(
        given,
        new Solarize.At(Math.min(1, threshold / 255.0)),
        0,
        v -> {
          boolean turned = v >= Math.min(255, threshold);
          return turned ? 255 - v : v;
        });
  }

  @Property(tries = 40)
  void posterizeKeepsTheHighestBits(
      @ForAll("colors") Image given, @ForAll @IntRange(min = 1, max = 8) int bits) {
    bySample(given, new Posterize.At(bits), 0, v -> v & -(1 << (8 - bits)));
  }

  @Property(tries = 60)
  void brightnessMultiplies(
      @ForAll("colors") Image given, @ForAll @DoubleRange(max = 5) double factor) {
    bySample(given, new Brightness.At(factor), 1, v -> clipped(v * factor));
  }

  @Property(tries = 60)
  void gammaIsAPower(
      @ForAll("colors") Image given, @ForAll @DoubleRange(min = 0.1, max = 5) double gamma) {
    bySample(
        given,
        new Gamma.At(gamma),
        1,
        v -> (int) Math.min(255, Math.floor(255.999 * Math.pow(v / 255.0, gamma))));
  }

  @Property(tries = 60)
  void autoContrastSpreadsEachChannel(@ForAll("colors") Image given) {
    byChannel(
        TestImages.opaque(given),
        new AutoContrast.At(),
        1,
        plane -> {
          int low = Arrays.stream(plane).min().orElseThrow();
          int high = Arrays.stream(plane).max().orElseThrow();
          double scale = 255.0 / Math.max(1, high - low);
          return v -> low == high ? v : clipped((int) (v * scale - low * scale + 1e-9));
        });
  }

  @Property(tries = 60)
  void equalizeCountsWhatLiesBelow(@ForAll("colors") Image given) {
    byChannel(
        TestImages.opaque(given),
        new Equalize.At(),
        0,
        plane -> {
          var counts = new int[256];
          Arrays.stream(plane).forEach(v -> counts[v]++);
          int highest = Arrays.stream(plane).max().orElseThrow();
          int step = (plane.length - counts[highest]) / 255;
          return v -> {
            int below = Arrays.stream(counts, 0, v).sum();
            return step == 0 ? v : Math.min(255, (step / 2 + below) / step);
          };
        });
  }

  @Property(tries = 60)
  void saturationBlendsWithGray(
      @ForAll("colors") Image given, @ForAll @DoubleRange(max = 3) double factor) {
    byPixel(
        given,
        new Saturation.At(factor),
        2 + (int) Math.abs(1 - factor),
        (v, luma) -> luma + (v - luma) * factor);
  }

  @Property(tries = 40)
  void grayscaleIsLuma(@ForAll("colors") Image given) {
    byPixel(given, new Grayscale.At(), 1, (v, luma) -> luma);
  }

  @Property(tries = 60)
  void contrastBlendsWithTheMeanOfRoundedGrays(
      @ForAll("colors") Image any, @ForAll @DoubleRange(max = 2) double factor) {
    try (var given = TestImages.opaque(any)) {
      int channels = Math.min(3, given.channels());
      int[] samples = TestImages.samples(given);
      double sum = 0;
      int pixels = given.width() * given.height();
      for (int i = 0; i < pixels; i++) {
        sum += luma(samples, i * given.channels(), channels);
      }
      int mean = (int) (sum / pixels + 0.5);
      compare(
          given,
          new Contrast.At(factor),
          2,
          i -> isAlpha(given, i) ? samples[i] : clipped(mean + (samples[i] - mean) * factor));
    }
  }

  /** Pillow's filter leaves the outermost pixels as they are, and small images whole. */
  @Property(tries = 60)
  void sharpnessBlendsWithTheSmoothedImage(
      @ForAll("colors") Image any, @ForAll @DoubleRange(max = 4) double factor) {
    try (var given = TestImages.opaque(any)) {
      int[] samples = TestImages.samples(given);
      int step = given.channels();
      int line = given.width() * step;
      compare(
          given,
          new Sharpness.At(factor),
          2 + (int) Math.abs(1 - factor),
          i -> {
            int x = i / step % given.width();
            int y = i / line;
            boolean edge = x == 0 || y == 0 || x == given.width() - 1 || y == given.height() - 1;
            if (edge || isAlpha(given, i)) {
              return samples[i];
            }
            double sum = 4 * samples[i];
            for (int row = -1; row <= 1; row++) {
              for (int column = -1; column <= 1; column++) {
                sum += samples[i + row * line + column * step];
              }
            }
            double smooth = Math.floor(sum / 13 + 0.5);
            return clipped(smooth + (samples[i] - smooth) * factor);
          });
    }
  }

  /** A blend of a sample and the gray of its pixel. */
  private interface Blend {
    double of(int sample, int luma);
  }

  /** What happens to each level of a channel. */
  private interface Measure {
    IntUnaryOperator levels(int[] plane);
  }

  private static void bySample(Image given, Step step, int most, IntUnaryOperator level) {
    try (given) {
      int[] samples = TestImages.samples(given);
      compare(
          given, step, most, i -> isAlpha(given, i) ? samples[i] : level.applyAsInt(samples[i]));
    }
  }

  private static void byChannel(Image given, Step step, int most, Measure measure) {
    try (given) {
      int[] samples = TestImages.samples(given);
      int channels = given.channels();
      var levels =
          IntStream.range(0, channels)
              .mapToObj(
                  channel ->
                      measure.levels(
                          IntStream.range(0, samples.length)
                              .filter(i -> i % channels == channel)
                              .map(i -> samples[i])
                              .toArray()))
              .toList();
      compare(
          given,
          step,
          most,
          i -> isAlpha(given, i) ? samples[i] : levels.get(i % channels).applyAsInt(samples[i]));
    }
  }

  private static void byPixel(Image given, Step step, int most, Blend blend) {
    try (given) {
      int[] samples = TestImages.samples(given);
      int channels = given.channels();
      compare(
          given,
          step,
          most,
          i ->
              channels == 1 || isAlpha(given, i)
                  ? samples[i]
                  : clipped(blend.of(samples[i], luma(samples, i - i % channels, 3))));
    }
  }

  private static void compare(Image given, Step step, int most, IntUnaryOperator wanted) {
    try (var made = step.lower(given.size()).apply(given)) {
      int[] found = TestImages.samples(made);
      for (int i = 0; i < found.length; i++) {
        assertThat(Math.abs(found[i] - wanted.applyAsInt(i)))
            .as("%s on %s, sample %s", step, given, i)
            .isLessThanOrEqualTo(most);
      }
    }
  }

  private static boolean isAlpha(Image image, int sample) {
    return image.channels() == 4 && sample % 4 == 3;
  }

  /** Pillow's fixed-point luma of ITU-R BT.601. */
  private static int luma(int[] samples, int at, int channels) {
    return channels == 1
        ? samples[at]
        : (samples[at] * 19595 + samples[at + 1] * 38470 + samples[at + 2] * 7471 + 0x8000) >> 16;
  }

  /** Cut to whole levels, as Pillow does. */
  private static int clipped(double value) {
    return (int) Math.max(0, Math.min(255, value));
  }

  /** Gray, RGB and RGBA of all levels, of few, or in a narrow band of them. */
  @Provide
  Arbitrary<Image> colors() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 20),
            Arbitraries.of(1, 3, 4),
            Arbitraries.of(1, 2, 12, 256),
            Arbitraries.longs())
        .as(ReferenceFormulasTest::image);
  }

  private static Image image(int width, int height, int channels, int levels, long seed) {
    var random = Seeds.generator(seed, "formulas", 0, 0);
    int least = random.nextInt(257 - levels);
    DoubleUnaryOperator any = ignored -> (least + random.nextInt(levels)) / 255.0;
    var fractions =
        IntStream.range(0, width * height * channels).mapToDouble(i -> any.applyAsDouble(i));
    return TestImages.of(width, height, channels, SampleType.UINT8, fractions.toArray());
  }
}
