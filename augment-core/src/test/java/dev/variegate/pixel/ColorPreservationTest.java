package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import dev.variegate.random.Seeds;
import org.junit.jupiter.api.Test;

class ColorPreservationTest {

  @Test
  void takesLumaFromThePaintedAndColorFromTheContent() {
    try (var content = TestImages.rgb(200, 100, 100, 90, 90, 150);
        var painted = TestImages.rgb(120, 140, 100, 60, 90, 80);
        var result = ColorPreservation.luminance(content, painted);
        var colors = YCbCr.of(content);
        var shades = YCbCr.of(painted);
        var made = YCbCr.of(result)) {
      var half = within(0.6f / 255); // of the one rounding
      assertThat(made.luma().toFloats()).containsExactly(shades.luma().toFloats(), half);
      assertThat(made.cb().toFloats()).containsExactly(colors.cb().toFloats(), half);
      assertThat(made.cr().toFloats()).containsExactly(colors.cr().toFloats(), half);
    }
  }

  @Test
  void makesAGrayContentGrayAgain() {
    try (var content = TestImages.gray(2, 1, 10, 200);
        var painted = TestImages.rgb(120, 140, 100, 60, 90, 80);
        var result = ColorPreservation.luminance(content, painted)) {
      assertThat(TestImages.samples(result)).containsExactly(129, 129, 129, 80, 80, 80);
    }
  }

  @Test
  void refusesAPaintedImageOfAnotherSize() {
    try (var content = TestImages.gray(3, 1, 1, 2, 3);
        var painted = TestImages.gray(2, 1, 1, 2)) {
      assertThatThrownBy(() -> ColorPreservation.luminance(content, painted))
          .hasMessage(
              "Painted image is 2x1 but must be 3x1, the size of the content; resize one of them");
    }
  }

  @Test
  void givesTheStyleTheMeanAndCovarianceOfTheContent() {
    try (var style = noise("style", 0.5, 0.1, 0.05, 0.08);
        var content = noise("content", 0.3, 0.06, 0.1, 0.05);
        var result = ColorPreservation.histogram(style, content)) {
      var wanted = moments(content);
      assertThat(moments(style)[0]).isNotCloseTo(wanted[0], within(0.1));
      assertThat(moments(result)).containsExactly(wanted, within(2e-4));
    }
  }

  @Test
  void leavesAStyleThatHasTheColorsAlready() {
    try (var style = TestImages.smooth(30, 20, 3, SampleType.UINT8);
        var result = ColorPreservation.histogram(style, style)) {
      assertThat(result.sameSamples(style)).isTrue();
    }
  }

  @Test
  void colorsAGrayStyleByItsShades() {
    try (var style = TestImages.smooth(30, 20, 1, SampleType.UINT8);
        var content = noise("content", 0.3, 0.06, 0.1, 0.05);
        var result = ColorPreservation.histogram(style, content)) {
      assertThat(result.channels()).isEqualTo(3);
      assertThat(moments(result)[0]).isCloseTo(moments(content)[0], within(0.01));
      assertThat(moments(result)[1]).isCloseTo(moments(content)[1], within(0.01));
    }
  }

  @Test
  void turnsAStyleOfOneColorIntoTheMeanOfTheContent() {
    try (var style = Image.ofBytes(2, 2, 3, new byte[12]);
        var content = TestImages.rgb(10, 100, 200, 30, 120, 220);
        var result = ColorPreservation.histogram(style, content)) {
      assertThat(TestImages.samples(result)).startsWith(20, 110, 210).endsWith(20, 110, 210);
    }
  }

  @Test
  void keepsTheAlphaOfTheStyle() {
    try (var style = TestImages.smooth(4, 3, 4, SampleType.UINT8);
        var content = noise("content", 0.3, 0.06, 0.1, 0.05);
        var result = ColorPreservation.histogram(style, content)) {
      assertThat(result.channels()).isEqualTo(4);
      for (int i = 3; i < 48; i += 4) {
        assertThat(result.toBytes()[i]).isEqualTo(style.toBytes()[i]);
      }
    }
  }

  /** Correlated Gaussian colors as floats, which nothing clips. */
  private static Image noise(String key, double mean, double... deviations) {
    var random = Seeds.generator(1, key, 1, 0);
    var samples = new float[40 * 40 * 3];
    for (int i = 0; i < samples.length; i += 3) {
      double shared = random.nextGaussian();
      for (int k = 0; k < 3; k++) {
        samples[i + k] =
            (float) (mean + 0.1 * k + deviations[k] * (0.6 * shared + random.nextGaussian()));
      }
    }
    return Image.ofFloats(40, 40, 3, samples);
  }

  /** Three means, then three variances, then the covariance of red and blue. */
  private static double[] moments(Image image) {
    var fractions = TestImages.fractions(image);
    var moments = new double[7];
    int pixels = fractions.length / 3;
    for (int i = 0; i < fractions.length; i++) {
      moments[i % 3] += fractions[i] / pixels;
    }
    for (int i = 0; i < fractions.length; i++) {
      moments[3 + i % 3] += Math.pow(fractions[i] - moments[i % 3], 2) / pixels;
    }
    for (int i = 0; i < fractions.length; i += 3) {
      moments[6] += (fractions[i] - moments[0]) * (fractions[i + 2] - moments[2]) / pixels;
    }
    return moments;
  }
}
