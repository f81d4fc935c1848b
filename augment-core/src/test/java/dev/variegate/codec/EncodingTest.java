package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.SampleImages;
import dev.variegate.image.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  private final ImageCodec codec = new ImageCodec();

  @ParameterizedTest
  @ValueSource(strings = {"jpeg:95", "jpeg:1", "png", "tiff", "webp:90", "webp:100"})
  void survivesItsText(String text) {
    assertThat(Encoding.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"jpeg, jpeg:95", "webp, webp:90", "png, png", "JPEG:80, jpeg:80"})
  void fillsInTheDefaultQuality(String text, String full) {
    assertThat(Encoding.parse(text)).hasToString(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "jpeg:high", "", "avif"})
  void refusesAnUnknownText(String text) {
    assertThatThrownBy(() -> Encoding.parse(text))
        .hasMessage(
            "Encoding is \"%s\" but must be one of jpeg, jpeg:1..100, png, tiff, webp, webp:1..100; use jpeg:95 if unsure"
                .formatted(text));
  }

  @Test
  void refusesAQualityOutOfRange() {
    assertThatThrownBy(() -> Encoding.parse("webp:101"))
        .hasMessage("Encoding quality is 101 but must be 1 to 100; use webp:90");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void refusesAQualityForWhatLosesNothing(String word) {
    assertThatThrownBy(() -> Encoding.parse(word + ":9"))
        .hasMessage(
            "Encoding \"%1$s\" is given quality 9 but must have none, it is lossless; use \"%1$s\""
                .formatted(word));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "pnm"})
  void refusesWhatIsOnlyRead(String word) {
    assertThatThrownBy(() -> Encoding.parse(word))
        .hasMessage(
            "Encoding is \"%s\", which is read but not written; use png, which keeps the same samples"
                .formatted(word));
  }

  @ParameterizedTest
  @CsvSource({
    "1, UINT16, png",
    "4, UINT8, png",
    "2, UINT8, tiff",
    "9, UINT16, tiff",
    "1, FLOAT32, tiff",
    "3, FLOAT32, tiff"
  })
  void knowsWhatKeepsEverySample(int channels, SampleType type, String encoding) {
    try (var image = SampleImages.gradient(4, 3, channels, type)) {
      assertThat(Encoding.lossless(image)).hasToString(encoding);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jpeg | 4 | UINT8   | Image to be written as JPEG has an alpha channel but must be gray or RGB; use png or webp
          jpeg | 3 | UINT16  | Image to be written as JPEG has samples UINT16 but must be 8-bit; use png or tiff
          webp | 3 | UINT16  | Image to be written as WebP has samples UINT16 but must be 8-bit; use png or tiff
          webp | 3 | FLOAT32 | Image to be written as WebP has samples FLOAT32 but must be 8-bit; use tiff
          png  | 9 | UINT16  | Image to be written as PNG has 9 channels but must be gray, RGB or RGBA; use tiff
          png  | 1 | FLOAT32 | Image to be written as PNG has samples FLOAT32 but must be 8 or 16-bit; use tiff
          """)
  void refusesWhatTheFormatCannotHold(
      String encoding, int channels, SampleType type, String message) {
    try (var image = SampleImages.gradient(4, 3, channels, type)) {
      assertThatThrownBy(() -> codec.encode(image, Encoding.parse(encoding))).hasMessage(message);
    }
  }

  @Test
  void refusesASideThatTheFormatCannotHold() {
    try (var image = SampleImages.gradient(16_384, 1, 3, SampleType.UINT8)) {
      assertThatThrownBy(() -> codec.encode(image, Encoding.parse("webp")))
          .hasMessage(
              "Image to be written as WebP has size 16384x1 but must be at most 16383 a side; use png");
    }
  }
}
