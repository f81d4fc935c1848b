package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sums of neighbors are those of the plain formula. */
class NeighborKernelsTest {

  @Property(tries = 200)
  void filtersAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "filter", 1, 0);
    int edge = random.nextInt(1, 9);
    var taps = taps(random, edge, random.nextInt(1, 400));
    int channels = random.nextInt(1, 5);
    int side = 2 * edge;
    try (var wide =
        EveryKernel.noise(
            random, side + random.nextInt(1, 60), side + random.nextInt(1, 6), channels)) {
      var expected = weighed(wide, edge, taps);
      for (var kernels : EveryKernel.all()) {
        try (var made = Image.own(kernels.filter(wide.mat(), edge, taps))) {
          assertThat(made.toBytes()).as(kernels.toString()).containsExactly(expected);
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

  @Test
  void blackStaysBlackAndWhiteStaysWhite() {
    var taps = taps(Seeds.generator(2, "flat", 1, 0), 4, 400);
    for (var kernels : EveryKernel.all()) {
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
        EveryKernel.noise(
            random, side + random.nextInt(1, 200), side + random.nextInt(1, 6), channels)) {
      var expected = convolved(wide, reach, weights);
      EveryKernel.assertLevels(kernels -> kernels.convolve(wide.mat(), reach, weights), expected);
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
}
