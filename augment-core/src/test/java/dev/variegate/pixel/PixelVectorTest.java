package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.pixel.PixelVector.Channels;
import org.junit.jupiter.api.Test;

class PixelVectorTest {

  private static final byte WHITE = (byte) 255;

  @Test
  void colorKeepsItsOrderRowByRow() {
    try (var image =
        Image.ofBytes(2, 1, 3, WHITE, (byte) 0, (byte) 0, (byte) 0, (byte) 51, WHITE)) {
      assertThat(new PixelVector(new Size(2, 1), Channels.RGB).of(image))
          .containsExactly(new double[] {1, 0, 0, 0, 0.2, 1}, within(1e-6));
    }
  }

  @Test
  void grayIsTheLumaAndLeavesAlphaOut() {
    try (var image = Image.ofBytes(1, 1, 4, WHITE, (byte) 0, (byte) 0, (byte) 7)) {
      assertThat(new PixelVector(new Size(1, 1), Channels.GRAY).of(image))
          .containsExactly(new double[] {76 / 255.0}, within(1e-6));
    }
  }

  @Test
  void aGrayImageGivesThreeEqualNumbersInColor() {
    try (var image = Image.ofShorts(1, 1, 1, (short) 65535)) {
      assertThat(new PixelVector(new Size(1, 1), Channels.RGB).of(image)).containsExactly(1, 1, 1);
    }
  }

  @Test
  void aLargerImageIsAveragedDown() {
    try (var image = Image.ofBytes(2, 2, 1, WHITE, (byte) 0, (byte) 0, WHITE)) {
      var vector = new PixelVector(new Size(1, 1), Channels.GRAY);
      assertThat(vector.of(image)).containsExactly(new double[] {0.5}, within(0.005));
      assertThat(vector.length()).isEqualTo(1);
    }
  }
}
