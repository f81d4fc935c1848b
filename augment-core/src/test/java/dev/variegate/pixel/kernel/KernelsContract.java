package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import dev.variegate.form.SamplingGrid;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.OpenCv;
import dev.variegate.image.Size;
import dev.variegate.op.ColorFormula;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Seeds;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/** Kernels give, to the bit, what the plain formula does. */
abstract class KernelsContract {

  /** Those that are to give the same. */
  abstract List<Kernels> kernels();

  @Property(tries = 300)
  void warpsAsTheFormula(@ForAll @IntRange(max = 100_000) int number, @ForAll Border border) {
    var random = Seeds.generator(number, "warp", 1, 0);
    int channels = random.nextInt(1, 5);
    var sampling = new SamplingMode(Interpolation.BILINEAR, border, random.nextInt(256) / 255.0);
    var output = new Size(random.nextInt(1, 600), random.nextInt(1, 6));
    try (var source = noise(random, random.nextInt(1, 60), random.nextInt(1, 40), channels)) {
      var back = back(random);
      var expected = new WarpFormula(source, sampling).warp(back, output);
      for (var kernels : kernels()) {
        try (var made =
            Image.own(kernels.warp(source.mat(), back.rows(), output, sampling.borderMode()))) {
          assertThat(made.toBytes()).as("%s, %s", kernels, back).containsExactly(expected);
        }
      }
    }
  }

  /**
   * Steps are cut off to 2^-32 pixels, so that it shows where a line begins anew: 256 pixels lie at
   * one place, 100 units left of where a sample rounds up, the next 130 units right of it.
   */
  @Test
  void linesOfPlacesBeginAnewEvery256Pixels() {
    double unit = 0x1p-32;
    double start = 0.5 - (1 << 20) * unit - 100 * unit;
    var back = new double[] {0.9 * unit, 0, start, 0, 1, 0, 0, 0, 1};
    for (var kernels : kernels()) {
      try (var source = Image.ofBytes(2, 1, 1, new byte[] {0, (byte) 255});
          var made =
              Image.own(
                  kernels.warp(
                      source.mat(), back, new Size(257, 1), new BorderMode(Border.REPLICATE, 0)))) {
        var expected = new byte[257];
        Arrays.fill(expected, (byte) 127);
        expected[256] = (byte) 128;
        assertThat(made.toBytes()).as("%s", kernels).containsExactly(expected);
      }
    }
  }

  @Property(tries = 200)
  void remapsAsTheFormula(
      @ForAll @IntRange(max = 100_000) int number,
      @ForAll Border border,
      @ForAll boolean relative) {
    var random = Seeds.generator(number, "remap", 1, 0);
    var sampling = new SamplingMode(Interpolation.BILINEAR, border, random.nextInt(256) / 255.0);
    var output = new Size(random.nextInt(1, 300), random.nextInt(1, 6));
    var pairs = new float[Math.toIntExact(2 * output.pixels())];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = random.nextFloat(-90, 90);
    }
    int channels = random.nextInt(1, 5);
    try (var source = noise(random, random.nextInt(1, 60), random.nextInt(1, 40), channels);
        var map = SamplingGrid.matrix(output, pairs)) {
      var expected = new WarpFormula(source, sampling).remap(pairs, output, relative);
      for (var kernels : kernels()) {
        try (var made =
            Image.own(kernels.remap(source.mat(), map, relative, sampling.borderMode()))) {
          assertThat(made.toBytes()).as(kernels.toString()).containsExactly(expected);
        }
      }
    }
  }

  @Property(tries = 200)
  void filtersAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "filter", 1, 0);
    int edge = random.nextInt(1, 9);
    var taps = taps(random, edge, random.nextInt(1, 400));
    int channels = random.nextInt(1, 5);
    int side = 2 * edge;
    try (var wide =
        noise(random, side + random.nextInt(1, 60), side + random.nextInt(1, 6), channels)) {
      var expected = weighed(wide, edge, taps);
      for (var kernels : kernels()) {
        try (var made = Image.own(kernels.filter(wide.mat(), edge, taps))) {
          assertThat(made.toBytes()).as(kernels.toString()).containsExactly(expected);
        }
      }
    }
  }

  @Property(tries = 100)
  void convolvesAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "convolve", 1, 0);
    int reach = random.nextInt(1, 17);
    int channels = random.nextInt(1, 5);
    int side = 2 * reach;
    var weights = new float[(reach + 1) * (reach + 1)];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextFloat(-0.5f, 1) / weights.length;
    }
    try (var wide =
        noise(random, side + random.nextInt(1, 200), side + random.nextInt(1, 6), channels)) {
      var expected = convolved(wide, reach, weights);
      assertLevels(kernels -> kernels.convolve(wide.mat(), reach, weights), expected);
    }
  }

  private static double[] convolved(Image wide, int reach, float... weights) {
    var samples = wide.toBytes();
    int channels = wide.channels();
    int row = (wide.width() - 2 * reach) * channels;
    var sums = new double[row * (wide.height() - 2 * reach)];
    for (int i = 0; i < sums.length; i++) {
      int at = (i / row + reach) * wide.width() * channels + reach * channels + i % row;
      for (int down = -reach; down <= reach; down++) {
        for (int across = -reach; across <= reach; across++) {
          sums[i] +=
              weights[Math.abs(down) * (reach + 1) + Math.abs(across)]
                  * Byte.toUnsignedInt(samples[at + (down * wide.width() + across) * channels]);
        }
      }
    }
    return sums;
  }

  @Property(tries = 100)
  void zoomsAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "zoom", 1, 0);
    int channels = random.nextInt(1, 5);
    var scales = random.doubles(random.nextInt(1, 17), 1, random.nextDouble(1.001, 3)).toArray();
    try (var source = noise(random, random.nextInt(1, 300), random.nextInt(1, 9), channels)) {
      var expected = new double[source.toBytes().length];
      add(expected, source, 1, scales.length + 1);
      for (double scale : scales) {
        add(expected, source, scale, scales.length + 1);
      }
      assertLevels(kernels -> kernels.zooms(source.mat(), scales), expected);
    }
  }

  private static void add(double[] sums, Image source, double scale, int number) {
    var samples = source.toBytes();
    int width = source.width();
    int channels = source.channels();
    for (int i = 0; i < sums.length; i++) {
      int column = i / channels % width;
      int row = i / (channels * width);
      double x = (width - 1) / 2.0 * (1 - 1 / scale) + column / scale;
      double y = (source.height() - 1) / 2.0 * (1 - 1 / scale) + row / scale;
      for (int corner = 0; corner < 4; corner++) {
        int across = Math.min(width - 1, (int) x + corner % 2);
        int down = Math.min(source.height() - 1, (int) y + corner / 2);
        double weight =
            Math.abs(1 - corner % 2 - x + (int) x) * Math.abs(1 - corner / 2 - y + (int) y);
        int sample = samples[(down * width + across) * channels + i % channels];
        sums[i] += weight * (sample & 255) / number;
      }
    }
  }

  /** All kernels give the same bytes, next to these numbers. */
  private void assertLevels(Function<Kernels, Mat> change, double... expected) {
    byte[] before = null;
    for (var kernels : kernels()) {
      try (var made = Image.own(change.apply(kernels))) {
        var after = made.toBytes();
        for (int i = 0; i < expected.length; i++) {
          assertThat((double) Byte.toUnsignedInt(after[i]))
              .as("%s, sample %d", kernels, i)
              .isCloseTo(Math.max(0, Math.min(255, expected[i])), within(0.501));
        }
        if (before != null) {
          assertThat(after).as("%s", kernels).containsExactly(before);
        }
        before = after;
      }
    }
  }

  @Property(tries = 60)
  void looksUpEveryLevel(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "table", 1, 0);
    var table = new byte[256];
    random.nextBytes(table);
    int channels = random.nextInt(1, 6);
    try (var source = noise(random, random.nextInt(1, 300), random.nextInt(1, 5), channels)) {
      var expected = source.toBytes();
      for (int i = 0; i < expected.length; i++) {
        expected[i] = table[Byte.toUnsignedInt(expected[i])];
      }
      for (var kernels : kernels()) {
        try (var made = Image.own(kernels.lookUp(source.mat(), table));
            var changed = Image.own(source.mat().clone())) {
          assertThat(made.toBytes()).as("%s", kernels).containsExactly(expected);
          kernels.lookUpIn(changed.mat(), table);
          assertThat(changed.toBytes()).as("%s", kernels).containsExactly(expected);
        }
      }
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
      for (var kernels : kernels()) {
        try (var made = Image.own(kernels.product(first, second))) {
          assertThat(made.toFloats()).as("%s", kernels).containsExactly(expected);
        }
      }
    }
  }

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
    for (var kernels : kernels()) {
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
    for (var kernels : kernels()) {
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
    try (var source = noise(random, random.nextInt(1, 600), random.nextInt(1, 5), channels);
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
      assertLevels(k -> k.grain(source.mat(), GrainNoise.ofVariance(variance), seed), apart);
      assertLevels(k -> k.grain(source.mat(), GrainNoise.ofFractions(rows), seed), mixed);
    }
  }

  private static List<FilterTap> taps(RandomGenerator random, int edge, int number) {
    var weights = random.doubles(number).toArray();
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights)
        .mapToObj(
            weight ->
                new FilterTap(
                    random.nextInt(-edge, edge + 1), random.nextInt(-edge, edge + 1), weight / sum))
        .toList();
  }

  private static byte[] weighed(Image wide, int edge, List<FilterTap> taps) {
    int channels = wide.channels();
    int step = wide.width() * channels;
    var pairs = FilterTap.pairs(taps, step, channels);
    var samples = wide.toBytes();
    int row = (wide.width() - 2 * edge) * channels;
    var result = new byte[row * (wide.height() - 2 * edge)];
    for (int i = 0; i < result.length; i++) {
      int at = (i / row + edge) * step + edge * channels + i % row;
      int sum = Math.min(255, 128 + taps.size() / 2);
      for (int tap = 0; tap < pairs.length; tap += 2) {
        int sample = Byte.toUnsignedInt(samples[at + pairs[tap]]);
        sum += (int) (((long) sample * pairs[tap + 1]) >> 8);
      }
      result[i] = (byte) (Math.min(sum, 65_535) >> 8);
    }
    return result;
  }

  @Test
  void weightsOfNeighborsSumToOne() {
    var taps = taps(Seeds.generator(5, "sum", 1, 0), 3, 77);
    var pairs = FilterTap.pairs(taps, 0, 0);
    int sum = 0;
    for (int i = 1; i < pairs.length; i += 2) {
      sum += pairs[i];
    }
    assertThat(sum).isCloseTo(65_536, within(1));
  }

  @Property(tries = 200)
  void colorsAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "colors", 1, 0);
    double slope = random.nextDouble(-2, 2);
    double offset = random.nextDouble(-99, 99);
    double turns = random.nextDouble(-1, 1);
    var rows = random.doubles(12, -1, 1).toArray();
    try (var source = noise(random, random.nextInt(1, 600), random.nextInt(1, 5), 3)) {
      var parts =
          List.of(
              ColorKernelStep.hue(turns),
              ColorKernelStep.line(slope, offset),
              ColorKernelStep.matrix(rows));
      var expected = source.toBytes();
      var sums = new double[3];
      for (int i = 0; i < expected.length; i += 3) {
        var pixel = ColorFormula.turned(expected, i, turns);
        pixel = ColorFormula.lined(pixel, slope, offset);
        pixel = ColorFormula.mixed(pixel, rows);
        for (int k = 0; k < 3; k++) {
          expected[i + k] = (byte) pixel[k];
          sums[k] += pixel[k];
        }
      }
      for (var kernels : kernels()) {
        try (var made = Image.own(kernels.colors(source.mat(), parts));
            var inPlace = source.copy()) {
          assertThat(made.toBytes()).as(kernels.toString()).containsExactly(expected);
          assertThat(kernels.sums(made.mat())).containsExactly(sums);
          kernels.color(inPlace.mat(), parts);
          assertThat(inPlace.sameSamples(made)).isTrue();
        }
      }
    }
  }

  /** Through logarithms and back, seen through the source. */
  @Property(tries = 200)
  void logarithmsAndPowersAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "powers", 1, 0);
    double weight = random.nextDouble();
    double power = random.nextDouble(0.5, 1.5);
    var logarithms =
        List.of(
            ColorKernelStep.mix(1 / 255.0, 0, 0, 0, 0, 1 / 255.0, 0, 0, 0, 0, 1 / 255.0, 0),
            ColorKernelStep.log(1 / 255.0));
    var parts = new ArrayList<>(logarithms);
    parts.add(ColorKernelStep.mix(power, 0, 0, 0, 0, power, 0, 0, 0, 0, power, 0));
    parts.add(ColorKernelStep.exp(8));
    parts.add(ColorKernelStep.mix(255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0));
    parts.add(ColorKernelStep.blend(-weight));
    try (var source = noise(random, random.nextInt(1, 600), random.nextInt(1, 5), 3)) {
      var samples = source.toBytes();
      var sums = new double[9];
      for (int i = 0; i < samples.length; i += 3) {
        var logs = new double[3];
        for (int k = 0; k < 3; k++) {
          logs[k] = Math.log(Math.max(1, Byte.toUnsignedInt(samples[i + k])) / 255.0);
        }
        for (int k = 0, next = 3; k < 3; k++) {
          sums[k] += logs[k];
          for (int j = k; j < 3; j++) {
            sums[next++] += logs[k] * logs[j];
          }
        }
      }
      var expected = new double[samples.length];
      for (int i = 0; i < expected.length; i++) {
        double level = Byte.toUnsignedInt(samples[i]);
        expected[i] = 255 * Math.pow(Math.max(1, level) / 255, power) - weight * level;
      }
      assertLevels(kernels -> kernels.colors(source.mat(), parts), expected);
      double[] before = null;
      for (var kernels : kernels()) {
        var moments = kernels.moments(source.mat(), logarithms);
        assertThat(moments).containsExactly(sums, within(1e-6 * samples.length));
        assertThat(before == null || Arrays.equals(before, moments)).isTrue();
        before = moments;
      }
    }
  }

  @Property(tries = 100)
  void turnsTheHueOfHsv(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "hue", 1, 0);
    double turns = random.nextDouble(-0.5, 0.5);
    try (var source = noise(random, 64, 1, 3)) {
      var before = source.toBytes();
      for (var kernels : kernels()) {
        try (var made =
            Image.own(kernels.colors(source.mat(), List.of(ColorKernelStep.hue(turns))))) {
          assertTurned(before, made.toBytes(), turns);
        }
      }
    }
  }

  private static void assertTurned(byte[] before, byte[] after, double turns) {
    for (int i = 0; i < before.length; i += 3) {
      var expected = ColorFormula.hsv(before, i, turns);
      for (int k = 0; k < 3; k++) {
        assertThat((double) Byte.toUnsignedInt(after[i + k])).isEqualTo(expected[k], within(0.51));
      }
    }
  }

  @Test
  void blackStaysBlackAndWhiteStaysWhite() {
    var taps = taps(Seeds.generator(2, "flat", 1, 0), 4, 400);
    for (var kernels : kernels()) {
      for (int level : new int[] {0, 255}) {
        var samples = new byte[3 * 90 * 12];
        Arrays.fill(samples, (byte) level);
        try (var flat = Image.ofBytes(90, 12, 3, samples);
            var made = Image.own(kernels.filter(flat.mat(), 4, taps))) {
          assertThat(made.toBytes()).as("%s", kernels).containsOnly((byte) level);
        }
      }
    }
  }

  private static Image noise(RandomGenerator random, int width, int height, int channels) {
    var samples = new byte[width * height * channels];
    random.nextBytes(samples);
    OpenCv.load();
    var mat = new Mat(height, width, CV_MAKETYPE(CV_8U, channels));
    try (var data = new BytePointer(mat.data())) {
      data.put(samples, 0, samples.length);
    }
    return Image.own(mat);
  }

  /** Small, large, far away, and one in three projective. */
  private static Homography back(RandomGenerator random) {
    double size = Math.pow(10, random.nextDouble(-2, 2));
    boolean straight = random.nextInt(3) > 0;
    return new Homography(
        size * random.nextDouble(-1, 1),
        size * random.nextDouble(-1, 1),
        random.nextDouble(-80, 80),
        size * random.nextDouble(-1, 1),
        size * random.nextDouble(-1, 1),
        random.nextInt(20) == 0 ? 1e9 : random.nextDouble(-80, 80),
        straight ? 0 : random.nextDouble(-0.02, 0.02),
        straight ? 0 : random.nextDouble(-0.02, 0.02),
        1);
  }
}
