package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.quality.Comparison.Channel;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SsimTest {

  private static final Comparison GRAY = new Comparison(Channel.LUMA, 0);

  @Test
  void anImageIsWhollyLikeItself() {
    try (var image = waves(20, 14, 0)) {
      assertThat(Ssim.of(image, image, GRAY)).isCloseTo(1, offset(1e-12));
    }
  }

  /** Without structure the index is its luminance term alone: (2ab + c) / (a^2 + b^2 + c). */
  @Test
  void flatImagesDifferByTheirLuminance() {
    double c = 2.55 * 2.55;
    double expected = (2 * 100 * 150 + c) / (100 * 100 + 150 * 150 + c);
    try (var dark = flat(100);
        var light = flat(150)) {
      assertThat(Ssim.of(dark, light, GRAY)).isCloseTo(expected, offset(1e-9));
    }
  }

  /** With equal means and opposite structure the index is (c - 2v) / (c + 2v) where v is large. */
  @Test
  void theNegativeOfAnImageIsUnlikeIt() {
    try (var image = waves(40, 40, 0);
        var negative = waves(40, 40, Math.PI)) {
      assertThat(Ssim.of(image, negative, GRAY)).isBetween(-1.0, -0.95);
    }
  }

  @Test
  void refusesWhatTheWindowDoesNotFit() {
    try (var flat = flat(1)) {
      assertThatThrownBy(() -> Ssim.of(flat, flat, new Comparison(Channel.LUMA, 2)))
          .hasMessage(
              "Compared part is 8x8 but must be at least 11x11 for the window; take larger images or a smaller border");
    }
  }

  private static Image flat(int level) {
    var samples = new byte[144];
    Arrays.fill(samples, (byte) level);
    return Image.ofBytes(12, 12, 1, samples);
  }

  private static Image waves(int width, int height, double phase) {
    var samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      double wave = Math.sin(Math.PI * (i % width + 0.5) / 2 + phase);
      samples[i] = (byte) Math.round(127.5 + 100 * wave);
    }
    return Image.ofBytes(width, height, 1, samples);
  }
}
