package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplingTest {

  /** The kernel at 1.75, 1.25, 0.75 and 0.25 is -3/128, -9/128, 29/128 and 111/128. */
  @Test
  void doublesByTheKernelOfKeys() {
    try (var edge = Image.ofFloats(2, 1, 1, 0, 1);
        var twice = Resampling.BICUBIC.resample(edge, new Size(4, 1))) {
      assertThat(twice.toFloats()).containsExactly(-12f / 128, 26f / 128, 102f / 128, 140f / 128);
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsAnImageOfItsOwnSize(Resampling resampling) {
    try (var image = Image.ofFloats(3, 2, 1, 0, 0.25f, 1, 0.5f, 0.75f, 0.125f);
        var same = resampling.resample(image, image.size())) {
      for (int i = 0; i < 6; i++) {
        assertThat(same.toFloats()[i]).isCloseTo(image.toFloats()[i], offset(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConstantStaysConstantAtEverySize(Resampling resampling) {
    var samples = new byte[7 * 5 * 3];
    Arrays.fill(samples, (byte) 51);
    try (var image = Image.ofBytes(7, 5, 3, samples)) {
      for (var size : new Size[] {new Size(1, 1), new Size(3, 9), new Size(40, 2)}) {
        try (var scaled = resampling.resample(image, size)) {
          assertThat(scaled.size()).isEqualTo(size);
          for (float fraction : scaled.toFloats()) {
            assertThat(fraction).isCloseTo(0.2f, offset(1e-6f));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fineStripesBecomeGrayAsTheyShrink(Resampling resampling) {
    var stripes = new float[64];
    for (int i = 0; i < stripes.length; i += 2) {
      stripes[i] = 1;
    }
    try (var image = Image.ofFloats(64, 1, 1, stripes);
        var small = resampling.resample(image, new Size(16, 1))) {
      for (int i = 2; i < 14; i++) { // the mirrored edges join two equal stripes
        assertThat(small.toFloats()[i]).isCloseTo(0.5f, offset(0.02f));
      }
    }
  }

  @Test
  void fractionsOfSixteenBitsAreThoseOfTheirWhite() {
    try (var image = Image.ofShorts(1, 1, 1, (short) 65535);
        var larger = Resampling.LANCZOS.resample(image, new Size(2, 2))) {
      assertThat(larger.toFloats()).containsExactly(1, 1, 1, 1);
    }
  }
}
