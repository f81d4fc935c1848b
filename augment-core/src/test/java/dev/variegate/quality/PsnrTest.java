package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.quality.Comparison.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;

class PsnrTest {

  private static final Comparison RGB = new Comparison(Channel.RGB, 0);

  @Test
  void agreesWithTheGoldenNumber() {
    assertThat(Psnr.of(new double[] {0, 1, 2, 3}, new double[] {3, 2, 1, 0}, 3))
        .isCloseTo(2.5527, offset(5e-5));
  }

  @Test
  void blackAgainstWhiteIsZeroAndAnImageAgainstItselfInfinite() {
    try (var black = Image.ofBytes(1, 1, 3, (byte) 0, (byte) 0, (byte) 0);
        var white = Image.ofShorts(1, 1, 1, (short) -1)) {
      assertThat(Psnr.of(black, white, RGB)).isCloseTo(0, offset(1e-6));
      assertThat(Psnr.of(black, black, RGB)).isInfinite();
    }
  }

  @Test
  void theStudioRangeAddsItsShareOfDecibels() {
    try (var dark = Image.ofBytes(1, 1, 3, (byte) 10, (byte) 10, (byte) 10);
        var light = Image.ofBytes(1, 1, 3, (byte) 20, (byte) 20, (byte) 20)) {
      double full = Psnr.of(dark, light, new Comparison(Channel.LUMA, 0));
      double studio = Psnr.of(dark, light, new Comparison(Channel.STUDIO_LUMA, 0));
      assertThat(full).isCloseTo(10 * Math.log10(255 * 255 / 100.0), offset(1e-4));
      assertThat(studio - full).isCloseTo(20 * Math.log10(255 / 219.0), offset(1e-3));
    }
  }

  @Test
  void theBorderIsLeftOut() {
    var other = new byte[25];
    other[0] = 99;
    try (var black = Image.ofBytes(5, 5, 1, new byte[25]);
        var corner = Image.ofBytes(5, 5, 1, other)) {
      assertThat(Psnr.of(black, corner, RGB)).isFinite();
      assertThat(Psnr.of(black, corner, new Comparison(Channel.RGB, 1))).isInfinite();
    }
  }

  @Test
  void refusesImagesOfTwoSizes() {
    try (var one = Image.ofBytes(2, 1, 1, new byte[2]);
        var other = Image.ofBytes(1, 2, 1, new byte[2])) {
      assertThatThrownBy(() -> Psnr.of(one, other, RGB))
          .hasMessage(
              "Images are 2x1 and 1x2 but must have one size; compare an image with its own original");
      assertThatThrownBy(() -> Psnr.of(one, one, new Comparison(Channel.RGB, 1)))
          .hasMessage("Border is 1 but must leave something of an image of 2x1; make it smaller");
      assertThatThrownBy(() -> new Comparison(Channel.RGB, -1))
          .hasMessage("Border is -1 but must be at least 0; give the pixels to leave out");
    }
  }

  @Test
  void meansAreOfScoresThatWereComparedAlike() {
    var first = new SuperResolutionScore(RGB, 30, 0.8);
    var second = new SuperResolutionScore(RGB, 32, 0.9);
    assertThat(SuperResolutionScore.mean(List.of(first, second)).toString())
        .isEqualTo("31.00 dB, SSIM 0.8500");
    var other = new SuperResolutionScore(new Comparison(Channel.LUMA, 2), 1, 1);
    assertThatThrownBy(() -> SuperResolutionScore.mean(List.of(first, other)))
        .hasMessage(
            "Scores are of the comparisons [Comparison[channel=RGB, border=0], Comparison[channel=LUMA, border=2]] but must be of one; compare all images alike");
  }
}
