package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.SampleImages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Netpbm's formats as its manual pages describe them. */
class PnmReaderTest {

  private final ImageCodec codec = new ImageCodec(1000);

  /** {@code |} is a line's end; the rest are the bytes of ISO 8859-1. */
  private static byte[] pnm(String text) {
    return text.replace('|', '\n').getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "P1|2 1|1 0, 2x1 x 1 UINT8, 0, 255",
    "P1|# no space between|2 1|01, 2x1 x 1 UINT8, 255, 0",
    "P2|2 1|255|7 255, 2x1 x 1 UINT8, 7, 255",
    "P2 2 1 15 1 # two|15, 2x1 x 1 UINT8, 17, 255",
    "P2|2 1|65535|7 65535, 2x1 x 1 UINT16, 7, 65535",
    "P2|2 1|1023|1 1023, 2x1 x 1 UINT16, 64, 65535",
    "P3|2 1|255|1 2 3|4 5 6, 2x1 x 3 UINT8, 1 2 3, 4 5 6",
    "P4|2 1|@, 2x1 x 1 UINT8, 255, 0",
    "P5|# made by hand|2 1|255|AB, 2x1 x 1 UINT8, 65, 66",
    "P5|2 1|65535|ABCD, 2x1 x 1 UINT16, 16706, 17220",
    "P6|2 1|255|ABCDEF, 2x1 x 3 UINT8, 65 66 67, 68 69 70",
    "P7|WIDTH 2|HEIGHT 1|DEPTH 2|MAXVAL 255|TUPLTYPE GRAYSCALE_ALPHA|ENDHDR|ABCD, 2x1 x 4 UINT8, 65 65 65 66, 67 67 67 68",
    "P7|WIDTH 2|HEIGHT 1|DEPTH 4|MAXVAL 255|TUPLTYPE RGB_ALPHA|ENDHDR|ABCDEFGH, 2x1 x 4 UINT8, 65 66 67 68, 69 70 71 72"
  })
  void readsEachKind(String file, String kind, String first, String second) {
    try (var image = codec.decode(pnm(file))) {
      assertThat(image).hasToString(kind);
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo(first);
      assertThat(SampleImages.pixel(image, 1, 0)).isEqualTo(second);
    }
  }

  @Test
  void rowsOfBitsAreFilledUpToBytes() {
    try (var image = codec.decode(pnm("P4|9 2|\u00ff\u0080\0\0"))) {
      assertThat(SampleImages.pixel(image, 8, 0)).isEqualTo("0");
      assertThat(SampleImages.pixel(image, 0, 1)).isEqualTo("255");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
      P5|4 1|255|AB ~ TRUNCATED ~ PNM has 13 bytes but needs at least 15; copy or download it again
      P2|4 1|255|1 2 3 ~ TRUNCATED ~ PNM has 16 bytes but needs at least 18; copy or download it again
      P2|2 1|255|1 256 ~ CORRUPT ~ PNM has the sample 256 but must not exceed 255, its largest; the file is damaged, replace it
      P2|2 1|255|1 2x3 ~ CORRUPT ~ PNM has the byte 0x78 at 14, where a number is expected; the file is damaged, replace it
      P5|2 1|70000|AB ~ CORRUPT ~ PNM has the largest sample 70000 but must be 1 to 65535; the file is damaged, replace it
      P1|2 1|1 7 ~ CORRUPT ~ PBM has a digit that is neither 0 nor 1; the file is damaged, replace it
      P5|40 26|255|AB ~ TOO_LARGE ~ PNM declares 40x26 = 1040 pixels but must not exceed 1000; shrink the image or raise the limit
      P7|WIDTH 1|HEIGHT 1|DEPTH 5|MAXVAL 255|ENDHDR|ABCDE ~ UNSUPPORTED ~ PAM has 5 channels, which is not supported: it must be 1 to 4; save it as TIFF
      PF|2 1|-1.0|AAAA ~ UNSUPPORTED ~ Image is PFM but must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM; convert it first
      P8|2 1|255|AB ~ NOT_AN_IMAGE ~ Bytes start with "P8\\x0a2 1\\x0a255\\x0aA" but must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM; check that the file is the image its name says
      """)
  void saysWhatIsWrong(String file, BadImageException.Reason reason, String message) {
    assertThatThrownBy(() -> codec.decode(pnm(file)))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            BadImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
