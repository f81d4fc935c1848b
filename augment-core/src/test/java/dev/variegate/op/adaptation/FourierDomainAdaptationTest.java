package dev.variegate.op.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FourierDomainAdaptationTest extends AugmentationContract {

  private static final int WIDTH = 14;
  private static final int HEIGHT = 11;

  @Override
  public Augmentation sample() {
    return new FourierDomainAdaptation(Range.of(0.05, 0.2));
  }

  /** The sum over all pixels, as it is written: real and imaginary part of each frequency. */
  private static double[][][] transform(double[] samples) {
    var spectrum = new double[HEIGHT][WIDTH][2];
    for (int v = 0; v < HEIGHT; v++) {
      for (int u = 0; u < WIDTH; u++) {
        for (int i = 0; i < samples.length; i++) {
          double angle = angle(u, v, i);
          spectrum[v][u][0] += samples[i] * Math.cos(angle);
          spectrum[v][u][1] -= samples[i] * Math.sin(angle);
        }
      }
    }
    return spectrum;
  }

  private static double angle(int u, int v, int pixel) {
    int x = pixel % WIDTH;
    int y = pixel / WIDTH;
    return 2 * Math.PI * ((double) u * x / WIDTH + (double) v * y / HEIGHT);
  }

  private static double[] back(double[][][] spectrum) {
    var samples = new double[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      for (int v = 0; v < HEIGHT; v++) {
        for (int u = 0; u < WIDTH; u++) {
          double angle = angle(u, v, i);
          samples[i] += spectrum[v][u][0] * Math.cos(angle) - spectrum[v][u][1] * Math.sin(angle);
        }
      }
      samples[i] /= samples.length;
    }
    return samples;
  }

  /** The paper's equation 3 with the square of the published code. */
  private static double[] adapted(double[] source, double[] target, int reach) {
    var spectrum = transform(source);
    var other = transform(target);
    for (int v = -reach; v <= reach; v++) {
      for (int u = -reach; u <= reach; u++) {
        var own = spectrum[Math.floorMod(v, HEIGHT)][Math.floorMod(u, WIDTH)];
        var theirs = other[Math.floorMod(v, HEIGHT)][Math.floorMod(u, WIDTH)];
        double phase = Math.atan2(own[1], own[0]);
        double amplitude = Math.hypot(theirs[0], theirs[1]);
        own[0] = amplitude * Math.cos(phase);
        own[1] = amplitude * Math.sin(phase);
      }
    }
    return back(spectrum);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithItsDefinition() {
    return Stream.of(SampleType.values())
        .flatMap(
            type ->
                Stream.of(1, 3, 4, 5)
                    .flatMap(
                        channels ->
                            Stream.of(0.05, 0.2, 0.5)
                                .map(
                                    beta ->
                                        DynamicTest.dynamicTest(
                                            "%s x %d, beta %s".formatted(type, channels, beta),
                                            () -> agrees(type, channels, beta)))));
  }

  private static void agrees(SampleType type, int channels, double beta) {
    try (var image = TestImages.smooth(WIDTH, HEIGHT, channels, type);
        var reference = TestImages.noise(WIDTH, HEIGHT, channels, type);
        var made =
            new FourierDomainAdaptation.At(TestImages.reference(reference), beta)
                .lower(image.size())
                .apply(image)) {
      for (int channel = 0; channel < channels; channel++) {
        var before = TestImages.channel(image, channel);
        var expected =
            channel == 3 && channels == 4
                ? before
                : adapted(before, TestImages.channel(reference, channel), (int) (beta * HEIGHT));
        var after = TestImages.channel(made, channel);
        for (int i = 0; i < after.length; i++) {
          double fraction =
              type == SampleType.FLOAT32 ? expected[i] : Math.max(0, Math.min(1, expected[i]));
          assertThat(after[i])
              .isCloseTo(
                  fraction,
                  within(2e-5 + 0.5 / type.white() * (type == SampleType.FLOAT32 ? 0 : 1)));
        }
      }
    }
  }

  /** Which goes through all frequencies; sides of 1 to 3 have few. */
  @Test
  void bytesAreAdaptedAsFloats() {
    for (int side : new int[] {1, 2, 3, 64, 101, 150}) {
      for (double beta : new double[] {0.02, 0.3, 0.5}) {
        try (var image = TestImages.smooth(side + 20, side, 3, SampleType.UINT8);
            var floats = Image.ofFloats(side + 20, side, 3, fractions(image));
            var reference = TestImages.noise(side + 20, side, 3, SampleType.UINT8);
            var made = adapted(image, reference, beta);
            var expected = adapted(floats, reference, beta)) {
          var levels = made.toBytes();
          var fractions = expected.toFloats();
          for (int i = 0; i < levels.length; i++) {
            double level = 255 * Math.max(0, Math.min(1, fractions[i]));
            assertThat((double) Byte.toUnsignedInt(levels[i])).isCloseTo(level, within(0.505));
          }
        }
      }
    }
  }

  private static float[] fractions(Image image) {
    var bytes = image.toBytes();
    var fractions = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      fractions[i] = Byte.toUnsignedInt(bytes[i]) / 255f;
    }
    return fractions;
  }

  private static Image adapted(Image image, Image reference, double beta) {
    return new FourierDomainAdaptation.At(TestImages.reference(reference), beta)
        .lower(image.size())
        .apply(image);
  }

  @Test
  void theLeastBetaGivesTheMeanAlone() {
    try (var image = TestImages.smooth(40, 30, 3, SampleType.FLOAT32);
        var reference = TestImages.noise(80, 60, 3, SampleType.FLOAT32);
        var made =
            new FourierDomainAdaptation.At(TestImages.reference(reference), 1e-6)
                .lower(image.size())
                .apply(image)) {
      for (int channel = 0; channel < 3; channel++) {
        var before = TestImages.channel(image, channel);
        var after = TestImages.channel(made, channel);
        double moved = mean(TestImages.channel(reference, channel)) - mean(before);
        for (int i = 0; i < after.length; i++) {
          assertThat(after[i]).isCloseTo(before[i] + moved, within(1e-5));
        }
      }
    }
  }

  private static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  @Test
  void whatIsSeenOfAReferenceServesSmallerBetasToo() {
    for (double beta : new double[] {0.45, 0.05, 0.3, 0.5, 0}) {
      try (var image = TestImages.smooth(33, 20, 3, SampleType.UINT8);
          var reference = TestImages.noise(7, 9, 3, SampleType.UINT8)) {
        var shared = TestImages.reference(reference);
        new FourierDomainAdaptation.At(shared, 0.4).lower(image.size()).apply(image).close();
        try (var again =
                new FourierDomainAdaptation.At(shared, beta).lower(image.size()).apply(image);
            var alone =
                new FourierDomainAdaptation.At(TestImages.reference(reference), beta)
                    .lower(image.size())
                    .apply(image)) {
          assertThat(again.sameSamples(alone)).isTrue();
        }
      }
    }
  }

  @Test
  void onePixelTakesTheReferencesMean() {
    try (var reference = TestImages.gray(2, 1, 100, 120)) {
      var step = new FourierDomainAdaptation.At(TestImages.reference(reference), 0.1);
      assertThat(TestImages.run(step, TestImages.gray(1, 1, 3))).containsExactly(110);
    }
  }

  @Test
  void grayTakesTheGrayOfAColorReference() {
    try (var color = TestImages.rgb(60, 60, 60, 60, 60, 60);
        var image = Image.ofFloats(1, 1, 1, 0.5f);
        var made =
            new FourierDomainAdaptation.At(TestImages.reference(color), 0.1)
                .lower(image.size())
                .apply(image)) {
      assertThat(made.toFloats()[0]).isCloseTo(60 / 255f, within(1e-6f));
    }
  }

  @Test
  void refusesMoreThanHalfTheSide() {
    assertThatThrownBy(() -> new FourierDomainAdaptation(Range.of(0, 0.6)))
        .hasMessage(
            "Fourier-domain-adaptation beta is [0.0, 0.6] but must stay within [0.0, 0.5]; narrow the range");
  }
}
