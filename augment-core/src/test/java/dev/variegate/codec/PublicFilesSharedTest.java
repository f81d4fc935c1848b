package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.UnitFloats;
import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Files of public suites that were once read wrongly or refused. The samples are those of Pillow
 * 12.3 or, of the bitmaps that it does not read, of the references of image-rs; 5 and 6-bit samples
 * are rounded.
 */
@NeedsShared
class PublicFilesSharedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      V4_R5_G6_B5.bmp             | 16x16 x 3 UINT8    | 2c1c1684
      V5_A1_R5_G5_B5.bmp          | 16x16 x 4 UINT8    | e7ab1570
      apng-true.png               | 17x13 x 3 UINT8    | 5e17b9da
      flower-minisblack-04.tif    | 73x43 x 1 UINT8    | 51ce6a56
      hopper_gray_4bpp.tif        | 128x128 x 1 UINT8  | 00bad3cd
      junk_jpeg_header.jpg        | 1024x768 x 3 UINT8 | 0d6104c5
      one_color_no_palette.webp   | 100x100 x 4 UINT8  | c58f51b1
      photoshop-200dpi-broken.jpg | 200x200 x 3 UINT8  | 9a2a0b59
      rgb16-565.bmp               | 127x64 x 3 UINT8   | c2587fba
      rgb16.bmp                   | 127x64 x 3 UINT8   | a6853422
      rgb32-111110.bmp            | 127x64 x 3 UINT8   | b8941964
      rgb32bf.bmp                 | 127x64 x 3 UINT8   | b02339e5
      xmp_tags_orientation.png    | 326x268 x 4 UINT8  | 8488ac7c
      """)
  void isReadAsItsPeersReadIt(String file, String kind, String hash) throws IOException {
    var bytes = Files.readAllBytes(Shared.path("trials/pictures").resolve(file));
    try (var image = new ImageCodec().decode(bytes)) {
      assertThat(image).hasToString(kind);
      assertThat(UnitFloats.sha256(image)).startsWith(hash);
    }
  }
}
