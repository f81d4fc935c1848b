package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import dev.variegate.base.Sha256;
import dev.variegate.form.SamplingGrid;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.OpenCv;
import dev.variegate.image.Size;
import dev.variegate.op.ColorFormula;
import dev.variegate.op.geometric.Rotate;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

/** Every level of processor gives, to the bit, what the plain formula does. */
class NativeKernelsTest {

  private static final List<NativeKernels.Level> LEVELS =
      Arrays.stream(NativeKernels.Level.values())
          .filter(level -> level.compareTo(NativeKernels.best()) <= 0)
          .toList();

  private static final List<String> SOURCES =
      List.of("kernels.h", "warp.c", "taps.c", "colors.c", "level.c", "entry.c");

  @Test
  void theLibraryWasBuiltFromTheSourcesBesideIt() throws IOException {
    var folder = Path.of(System.getProperty("variegate.root"), "augment-core/src/main/native");
    var all = new ByteArrayOutputStream();
    for (var source : SOURCES) {
      all.write(Files.readAllBytes(folder.resolve(source)));
    }
    assertThat(NativeKernels.builtFrom())
        .as("run augment-core/src/main/native/build.sh")
        .isEqualTo(Sha256.hex(all.toByteArray()));
  }

  @Property(tries = 300)
  void warpsAsTheFormula(@ForAll @IntRange(max = 100_000) int number, @ForAll Border border) {
    var random = Seeds.generator(number, "warp", 1, 0);
    int channels = random.nextInt(1, 5);
    var sampling = new SamplingMode(Interpolation.BILINEAR, border, random.nextInt(256) / 255.0);
    var output = new Size(random.nextInt(1, 600), random.nextInt(1, 6));
    try (var source = noise(random, random.nextInt(1, 60), random.nextInt(1, 40), channels)) {
      var back = back(random);
      var expected = new WarpFormula(source, sampling).warp(back, output);
      for (var level : LEVELS) {
        try (var made =
            Image.own(
                new NativeKernels(level)
                    .warp(source.mat(), back.rows(), output, sampling.edge()))) {
          assertThat(made.toBytes()).as("%s, %s", level, back).containsExactly(expected);
        }
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
      for (var level : LEVELS) {
        try (var made =
            Image.own(
                new NativeKernels(level).remap(source.mat(), map, relative, sampling.edge()))) {
          assertThat(made.toBytes()).as(level.toString()).containsExactly(expected);
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
      for (var level : LEVELS) {
        try (var made = Image.own(new NativeKernels(level).filter(wide.mat(), edge, taps))) {
          assertThat(made.toBytes()).as(level.toString()).containsExactly(expected);
        }
      }
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
      for (var level : LEVELS) {
        var kernels = new NativeKernels(level);
        try (var made = Image.own(kernels.colors(source.mat(), parts));
            var inPlace = source.copy()) {
          assertThat(made.toBytes()).as(level.toString()).containsExactly(expected);
          assertThat(kernels.sums(made.mat())).containsExactly(sums);
          kernels.color(inPlace.mat(), parts);
          assertThat(inPlace.sameSamples(made)).isTrue();
        }
      }
    }
  }

  @Property(tries = 100)
  void turnsTheHueOfHsv(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "hue", 1, 0);
    double turns = random.nextDouble(-0.5, 0.5);
    try (var source = noise(random, 64, 1, 3);
        var made =
            Image.own(
                NativeKernels.ofThisMachine()
                    .colors(source.mat(), List.of(ColorKernelStep.hue(turns))))) {
      var before = source.toBytes();
      var after = made.toBytes();
      for (int i = 0; i < before.length; i += 3) {
        var expected = ColorFormula.hsv(before, i, turns);
        for (int k = 0; k < 3; k++) {
          assertThat((double) Byte.toUnsignedInt(after[i + k]))
              .isEqualTo(expected[k], within(0.51));
        }
      }
    }
  }

  @Test
  void readsAndWritesPartsOfLargerImages() {
    try (var whole = noise(Seeds.generator(1, "part", 1, 0), 50, 40, 3);
        var rect = new org.bytedeco.opencv.opencv_core.Rect(7, 5, 30, 20);
        var part = new Mat(whole.mat(), rect);
        var apart = Image.own(part.clone());
        var ofPart = Image.own(warped(part));
        var ofCopy = Image.own(warped(apart.mat()))) {
      assertThat(ofPart.sameSamples(ofCopy)).isTrue();
    }
  }

  private static Mat warped(Mat mat) {
    return NativeKernels.ofThisMachine()
        .warp(mat, Rotate.matrix(20).rows(), new Size(30, 20), new Edge(Border.REFLECT101, 0));
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
