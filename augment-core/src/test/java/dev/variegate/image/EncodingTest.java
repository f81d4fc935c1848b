package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  private final ImageCodec codec = new ImageCodec();

  @ParameterizedTest
  @ValueSource(strings = {"jpeg:95", "jpeg:1", "png", "webp:90", "webp:100"})
  void survivesItsText(String text) {
    assertThat(Encoding.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"jpeg, jpeg:95", "webp, webp:90", "png, png", "JPEG:80, jpeg:80"})
  void fillsInTheDefaultQuality(String text, String full) {
    assertThat(Encoding.parse(text)).hasToString(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "jpeg:high", "", "gif"})
  void refusesAnUnknownText(String text) {
    assertThatThrownBy(() -> Encoding.parse(text))
        .hasMessage(
            "Encoding is \"%s\", must be one of jpeg, jpeg:1..100, png, webp, webp:1..100; use jpeg:95 where unsure"
                .formatted(text));
  }

  @Test
  void refusesAQualityOutOfRange() {
    assertThatThrownBy(() -> Encoding.parse("webp:101"))
        .hasMessage("Encoding quality is 101, must be 1 to 100; use webp:90");
  }

  @Test
  void refusesAQualityForPng() {
    assertThatThrownBy(() -> Encoding.parse("png:9"))
        .hasMessage(
            "Encoding \"png\" is given quality 9, must have none, it is lossless; use \"png\"");
  }

  @Test
  void refusesWhatIsOnlyRead() {
    assertThatThrownBy(() -> Encoding.parse("tiff"))
        .hasMessage(
            "Encoding is \"tiff\", which is read but not written; use png, which keeps the same samples");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          jpeg | 4 | UINT8   | Picture to be written as JPEG has an alpha channel, must be grey or RGB; use png or webp
          jpeg | 3 | UINT16  | Picture to be written as JPEG has samples UINT16, must be 8-bit; use png
          webp | 3 | UINT16  | Picture to be written as WebP has samples UINT16, must be 8-bit; use png
          webp | 3 | FLOAT32 | Picture to be written as WebP has samples FLOAT32, must be 8-bit; convert the samples first
          png  | 1 | FLOAT32 | Picture to be written as PNG has samples FLOAT32, must be 8 or 16-bit; convert the samples first
          """)
  void refusesWhatTheFormatCannotHold(
      String encoding, int channels, SampleType type, String message) {
    try (var image = Pictures.gradient(4, 3, channels, type)) {
      assertThatThrownBy(() -> codec.encode(image, Encoding.parse(encoding))).hasMessage(message);
    }
  }

  @Test
  void refusesASideThatTheFormatCannotHold() {
    try (var image = Pictures.gradient(16_384, 1, 3, SampleType.UINT8)) {
      assertThatThrownBy(() -> codec.encode(image, Encoding.parse("webp")))
          .hasMessage(
              "Picture to be written as WebP has size 16384x1, must be at most 16383 a side; use png");
    }
  }
}
