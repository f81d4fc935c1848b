package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageCodecTest {

  private final ImageCodec codec = new ImageCodec();

  @ParameterizedTest
  @CsvSource({"1, UINT8", "3, UINT8", "4, UINT8", "1, UINT16", "3, UINT16", "4, UINT16"})
  void pngKeepsEverySample(int channels, SampleType type) {
    try (var image = Pictures.gradient(13, 7, channels, type);
        var again = codec.decode(codec.encode(image, Encoding.parse("png")))) {
      assertThat(again).hasToString(image.toString());
      assertThat(again.sameSamples(image)).isTrue();
    }
  }

  @Test
  void jpegKeepsColoursInTheirOrder() {
    var red = new byte[16 * 16 * 3];
    for (int i = 0; i < red.length; i += 3) {
      red[i] = (byte) 255;
    }
    try (var image = Image.ofBytes(16, 16, 3, red);
        var again = codec.decode(codec.encode(image, Encoding.parse("jpeg")))) {
      assertThat(again.toBytes()[0] & 0xff).isGreaterThan(250);
      assertThat(again.toBytes()[2] & 0xff).isLessThan(5);
    }
  }
}
