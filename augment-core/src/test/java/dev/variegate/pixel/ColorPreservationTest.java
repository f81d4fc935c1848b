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
  void takesLumaFromThePaintedAndColourFromTheContent() {
    try (var content = TestImages.rgb(200, 100, 100, 90, 90, 150);
        var painted = TestImages.rgb(120, 140, 100, 60, 90, 80);
        var result = ColorPreservation.luminance(content, painted);
        var colours = YCbCr.of(content);
        var shades = YCbCr.of(painted);
        var made = YCbCr.of(result)) {
      var half = within(0.6f / 255); // of the one rounding
      assertThat(made.luma().toFloats()).containsExactly(shades.luma().toFloats(), half);
      assertThat(made.cb().toFloats()).containsExactly(colours.cb().toFloats(), half);
      assertThat(made.cr().toFloats()).containsExactly(colours.cr().toFloats(), half);
    }
  }

  @Test
  void makesAGreyContentGreyAgain() {
    try (var content = TestImages.grey(2, 1, 10, 200);
        var painted = TestImages.rgb(120, 140, 100, 60, 90, 80);
        var result = ColorPreservation.luminance(content, painted)) {
      assertThat(TestImages.samples(result)).containsExactly(129, 129, 129, 80, 80, 80);
    }
  }

  @Test
  void refusesAPaintedPictureOfAnotherSize() {
    try (var content = TestImages.grey(3, 1, 1, 2, 3);
        var painted = TestImages.grey(2, 1, 1, 2)) {
      assertThatThrownBy(() -> ColorPreservation.luminance(content, painted))
          .hasMessage(
              "Painted picture is 2x1, must be 3x1, the size of the content; resize one of them");
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
  void leavesAStyleThatHasTheColoursAlready() {
    try (var style = TestImages.smooth(30, 20, 3, SampleType.UINT8);
        var result = ColorPreservation.histogram(style, style)) {
      assertThat(result.sameSamples(style)).isTrue();
    }
  }

  @Test
  void coloursAGreyStyleByItsShades() {
    try (var style = TestImages.smooth(30, 20, 1, SampleType.UINT8);
        var content = noise("content", 0.3, 0.06, 0.1, 0.05);
        var result = ColorPreservation.histogram(style, content)) {
      assertThat(result.channels()).isEqualTo(3);
      assertThat(moments(result)[0]).isCloseTo(moments(content)[0], within(0.01));
      assertThat(moments(result)[1]).isCloseTo(moments(content)[1], within(0.01));
    }
  }

  @Test
  void turnsAStyleOfOneColourIntoTheMeanOfTheContent() {
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

  /** Correlated Gaussian colours as floats, which nothing clips. */
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
    var shares = TestImages.shares(image);
    var moments = new double[7];
    int pixels = shares.length / 3;
    for (int i = 0; i < shares.length; i++) {
      moments[i % 3] += shares[i] / pixels;
    }
    for (int i = 0; i < shares.length; i++) {
      moments[3 + i % 3] += Math.pow(shares[i] - moments[i % 3], 2) / pixels;
    }
    for (int i = 0; i < shares.length; i += 3) {
      moments[6] += (shares[i] - moments[0]) * (shares[i + 2] - moments[2]) / pixels;
    }
    return moments;
  }
}
