package dev.variegate.pixel.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.op.ColorFormula;
import dev.variegate.random.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Levels and colors become what the plain formula makes of them. */
class ColorKernelsTest {

  @Property(tries = 60)
  void looksUpEveryLevel(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "table", 1, 0);
    var table = new byte[256];
    random.nextBytes(table);
    int channels = random.nextInt(1, 6);
    try (var source =
        EveryKernel.noise(random, random.nextInt(1, 300), random.nextInt(1, 5), channels)) {
      var expected = source.toBytes();
      for (int i = 0; i < expected.length; i++) {
        expected[i] = table[Byte.toUnsignedInt(expected[i])];
      }
      for (var kernels : EveryKernel.all()) {
        try (var made = Image.own(kernels.lookUp(source.mat(), table));
            var changed = Image.own(source.mat().clone())) {
          assertThat(made.toBytes()).as("%s", kernels).containsExactly(expected);
          kernels.lookUpIn(changed.mat(), table);
          assertThat(changed.toBytes()).as("%s", kernels).containsExactly(expected);
        }
      }
    }
  }

  @Property(tries = 200)
  void colorsAsTheFormula(@ForAll @IntRange(max = 100_000) int number) {
    var random = Seeds.generator(number, "colors", 1, 0);
    double slope = random.nextDouble(-2, 2);
    double offset = random.nextDouble(-99, 99);
    double turns = random.nextDouble(-1, 1);
    var rows = random.doubles(12, -1, 1).toArray();
    try (var source = EveryKernel.noise(random, random.nextInt(1, 600), random.nextInt(1, 5), 3)) {
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
      for (var kernels : EveryKernel.all()) {
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
    try (var source = EveryKernel.noise(random, random.nextInt(1, 600), random.nextInt(1, 5), 3)) {
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
      EveryKernel.assertLevels(kernels -> kernels.colors(source.mat(), parts), expected);
      double[] before = null;
      for (var kernels : EveryKernel.all()) {
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
    try (var source = EveryKernel.noise(random, 64, 1, 3)) {
      var before = source.toBytes();
      for (var kernels : EveryKernel.all()) {
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
}
