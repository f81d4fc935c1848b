package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.random.Seeds;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Noise and products of matrices are, to the bit, those of the plain formula. */
class NumberKernelsTest {

  @Property(tries = 60)
  void normalNumbersAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "normals", 1, 0);
    int width = random.nextInt(1, 600);
    int channels = random.nextInt(1, 6);
    long seed = random.nextLong();
    var expected = new double[3 * width * channels];
    for (int i = 0; i < 3 * channels; i++) {
      normals(expected, i / channels * width * channels + i % channels, width, channels, seed, i);
    }
    float[] before = null;
    for (var kernels : EveryKernel.all()) {
      try (var made = Image.own(kernels.normals(3, width, channels, seed))) {
        var after = made.toFloats();
        for (int i = 0; i < after.length; i++) {
          assertThat((double) after[i]).isCloseTo(expected[i], within(4e-6));
        }
        assertThat(before == null || Arrays.equals(before, after)).isTrue();
        before = after;
      }
    }
  }

  /**
   * Box and Muller's of one row of one channel, 128 at a time, a quarter of each word of a block.
   */
  private static void normals(
      double[] to, int start, int width, int channels, long seed, int rowAndChannel) {
    var words = Seeds.row(seed, rowAndChannel / channels, rowAndChannel % channels);
    for (int x = 0; x < width; x += 128) {
      for (int block = 0; block < 32; block++) {
        for (int pair = 0; pair < 2; pair++) {
          double even = ((words.nextInt() >>> 9) + 0.5) * 0x1p-23;
          int direction = words.nextInt() & ~63;
          double turn = (direction >>> 30) / 4.0 + ((direction << 2) >> 2) * 0x1p-32;
          double radius = Math.sqrt(-2 * Math.log(even));
          for (int quarter = 0; quarter < 2; quarter++) {
            int at = x + block + 32 * (2 * pair + quarter);
            if (at < width) {
              double angle = 2 * Math.PI * turn;
              to[start + at * channels] =
                  radius * (quarter == 0 ? Math.cos(angle) : Math.sin(angle));
            }
          }
        }
      }
    }
  }

  @Test
  void normalNumbersAreNormal() {
    for (var kernels : EveryKernel.all()) {
      try (var made = Image.own(kernels.normals(512, 512, 1, 7))) {
        var samples = made.toFloats();
        for (double bound : new double[] {-3, -2, -1, -0.3, 0, 0.5, 1.5, 2.5}) {
          double below = IntStream.range(0, samples.length).filter(i -> samples[i] < bound).count();
          double fraction = normalFraction(bound);
          double deviation = Math.sqrt(fraction * (1 - fraction) / samples.length);
          assertThat(below / samples.length).isCloseTo(fraction, within(4 * deviation));
        }
      }
    }
  }

  /** Of the normal distribution below a bound, by Simpson's rule. */
  private static double normalFraction(double bound) {
    int steps = 1000;
    double width = (bound + 9) / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double x = -9 + i * width;
      int weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp(-x * x / 2);
    }
    return sum * width / 3 / Math.sqrt(2 * Math.PI);
  }

  @Property(tries = 60)
  void addsNoiseAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "grain", 1, 0);
    int channels = random.nextBoolean() ? 1 : 3;
    long seed = random.nextLong();
    double variance = random.nextDouble(10);
    var rows = new float[9];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = random.nextFloat(-0.3f, 0.3f);
    }
    try (var source =
            EveryKernel.noise(random, random.nextInt(1, 600), random.nextInt(1, 5), channels);
        var normals =
            Image.own(new JavaKernels().normals(source.height(), source.width(), channels, seed))) {
      var samples = source.toBytes();
      var numbers = normals.toFloats();
      var apart = new double[samples.length];
      var mixed = new double[samples.length];
      for (int i = 0; i < samples.length; i++) {
        int level = Byte.toUnsignedInt(samples[i]);
        apart[i] = level + Math.sqrt(variance * level) * numbers[i];
        mixed[i] = level;
        for (int k = 0; k < channels; k++) {
          mixed[i] += level * rows[3 * (i % channels) + k] * numbers[i - i % channels + k];
        }
      }
      EveryKernel.assertLevels(
          k -> k.grain(source.mat(), GrainNoise.ofVariance(variance), seed), apart);
      EveryKernel.assertLevels(
          k -> k.grain(source.mat(), GrainNoise.ofFractions(rows), seed), mixed);
    }
  }

  @Property(tries = 60)
  void productsAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "product", 1, 0);
    int rows = random.nextInt(1, 10);
    int inner = random.nextInt(1, 600);
    int columns = random.nextInt(1, 80);
    try (var first = new JavaKernels().normals(rows, inner, 1, number);
        var whole = new JavaKernels().normals(inner, columns + 5, 1, number + 1L);
        var second = whole.colRange(5, columns + 5)) {
      FloatBuffer left = first.createBuffer();
      FloatBuffer right = whole.createBuffer();
      var expected = new float[rows * columns];
      for (int i = 0; i < expected.length; i++) {
        for (int k = 0; k < inner; k++) {
          float weight = left.get(i / columns * inner + k);
          expected[i] += weight * right.get(k * (columns + 5) + 5 + i % columns);
        }
      }
      for (var kernels : EveryKernel.all()) {
        try (var made = Image.own(kernels.product(first, second))) {
          assertThat(made.toFloats()).as("%s", kernels).containsExactly(expected);
        }
      }
    }
  }
}
