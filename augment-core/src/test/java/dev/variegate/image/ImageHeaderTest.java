package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.variegate.codec.HeaderReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

  @Test
  void saysWhatDecodingWillGive() {
    assertThat(HeaderReader.read(Fixtures.read("rgb16.png")))
        .isEqualTo(
            new ImageHeader(
                ImageFormat.PNG, new Size(16, 12), 3, 16, 1, 1, ImageHeader.Colors.AS_STORED));
    assertThat(HeaderReader.read(Fixtures.read("cmyk.jpg")))
        .isEqualTo(
            new ImageHeader(
                ImageFormat.JPEG, new Size(16, 12), 3, 8, 1, 1, ImageHeader.Colors.INKS));
    assertThat(HeaderReader.read(Fixtures.read("pages.tif")))
        .isEqualTo(
            new ImageHeader(
                ImageFormat.TIFF, new Size(16, 12), 3, 8, 3, 1, ImageHeader.Colors.AS_STORED));
  }

  /** Whatever a byte becomes, the answer is a header or a refusal, never another exception. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cmyk.jpg",
        "progressive.jpg",
        "animated.png",
        "palette-transparent.png",
        "animated.webp",
        "exif.webp",
        "lossy.webp",
        "rgba.bmp",
        "palette.bmp",
        "pages.tif",
        "oriented.tif",
        "palette.tif",
        "tiff/bands2-8-packbits.tif",
        "tiff/bands5-16-lzw-predictor2-tiles-big.tif"
      })
  void survivesAnyDamagedByte(String file) {
    var whole = Fixtures.read(file);
    for (int i = 0; i < whole.length; i++) {
      for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
        var damaged = whole.clone();
        damaged[i] = (byte) value;
        assertThatCode(() -> readOrRefuse(damaged))
            .as("byte %d = %d", i, value)
            .doesNotThrowAnyException();
      }
    }
  }

  private static void readOrRefuse(byte[] bytes) {
    try {
      HeaderReader.read(bytes);
    } catch (BadImageException refused) {
      assertThat(refused).hasMessageContaining(";");
    }
  }
}
