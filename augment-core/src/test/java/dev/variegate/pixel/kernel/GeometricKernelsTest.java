package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.form.SamplingGrid;
import dev.variegate.image.Border;
import dev.variegate.image.Image;
import dev.variegate.image.Interpolation;
import dev.variegate.image.Size;
import dev.variegate.pixel.Homography;
import dev.variegate.pixel.SamplingMode;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Warps, maps and zooms give, to the bit, what the plain formula does. */
class GeometricKernelsTest {

  @Property(tries = 300)
  void warpsAsTheFormula(@ForAll @IntRange(max = 100_000) int number, @ForAll Border border) {
    var random = Seeds.generator(number, "warp", 1, 0);
    int channels = random.nextInt(1, 5);
    var sampling = new SamplingMode(Interpolation.BILINEAR, border, random.nextInt(256) / 255.0);
    var output = new Size(random.nextInt(1, 600), random.nextInt(1, 6));
    try (var source =
        EveryKernel.noise(random, random.nextInt(1, 60), random.nextInt(1, 40), channels)) {
      var back = back(random);
      var expected = new WarpFormula(source, sampling).warp(back, output);
      for (var kernels : EveryKernel.all()) {
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
    for (var kernels : EveryKernel.all()) {
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
    try (var source =
            EveryKernel.noise(random, random.nextInt(1, 60), random.nextInt(1, 40), channels);
        var map = SamplingGrid.matrix(output, pairs)) {
      var expected = new WarpFormula(source, sampling).remap(pairs, output, relative);
      for (var kernels : EveryKernel.all()) {
        try (var made =
            Image.own(kernels.remap(source.mat(), map, relative, sampling.borderMode()))) {
          assertThat(made.toBytes()).as(kernels.toString()).containsExactly(expected);
        }
      }
    }
  }

  @Property(tries = 100)
  void zoomsAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "zoom", 1, 0);
    int channels = random.nextInt(1, 5);
    var scales = random.doubles(random.nextInt(1, 17), 1, random.nextDouble(1.001, 3)).toArray();
    try (var source =
        EveryKernel.noise(random, random.nextInt(1, 300), random.nextInt(1, 9), channels)) {
      var expected = new double[source.toBytes().length];
      add(expected, source, 1, scales.length + 1);
      for (double scale : scales) {
        add(expected, source, scale, scales.length + 1);
      }
      EveryKernel.assertLevels(kernels -> kernels.zooms(source.mat(), scales), expected);
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
}
