package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.SampleImages;
import dev.variegate.image.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BgrSamplesTest {

  @Test
  void blueAndRedChangePlacesBothWays() {
    byte[] bgr = {1, 2, 3, 4, 5, 6};
    try (var image = BgrSamples.image(2, 1, 3, bgr)) {
      assertThat(image.toBytes()).containsExactly(3, 2, 1, 6, 5, 4);
      assertThat(BgrSamples.of(image)).containsExactly(bgr);
    }
  }

  @Test
  void alphaStaysLast() {
    try (var image = BgrSamples.image(1, 1, 4, new byte[] {1, 2, 3, 4})) {
      assertThat(image.toBytes()).containsExactly(3, 2, 1, 4);
    }
  }

  @Test
  void grayStaysAsItIs() {
    try (var image = BgrSamples.image(2, 1, 1, new byte[] {8, 9})) {
      assertThat(image.toBytes()).containsExactly(8, 9);
      assertThat(BgrSamples.of(image)).containsExactly(8, 9);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, UINT16", "3, FLOAT32", "9, UINT8"})
  void refusesWhatAStructCannotHold(int channels, SampleType type) {
    try (var image = SampleImages.gradient(2, 1, channels, type)) {
      assertThatThrownBy(() -> BgrSamples.of(image))
          .hasMessage(
              "Samples for an image struct are of 2x1 x %d %s but must be 8-bit gray, RGB or RGBA; keep such images encoded, in a binary column",
              channels, type);
    }
  }

  @Test
  void refusesSamplesOfAnotherNumber() {
    assertThatThrownBy(() -> BgrSamples.image(2, 1, 3, new byte[5]))
        .hasMessage(
            "Image of 2x1 with 3 channels is given 5 samples but must be 6; pass width*height*channels samples");
  }
}
