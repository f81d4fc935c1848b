package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Fixtures;
import dev.variegate.image.Image;
import dev.variegate.image.SampleImages;
import dev.variegate.image.SampleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCodecTest {

  private final ImageCodec codec = new ImageCodec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      gray.jpg                | 16x12 x 1 UINT8   | 0
      progressive.jpg         | 16x12 x 3 UINT8   | 221 30 22
      cmyk.jpg                | 16x12 x 3 UINT8   | 221 31 21
      bilevel.png             | 16x12 x 1 UINT8   | 0
      gray-alpha.png          | 16x12 x 4 UINT8   | 7 7 7 9
      gray-transparent.png    | 16x12 x 1 UINT8   | 0
      gray16.png              | 16x12 x 1 UINT16  | 0
      palette.png             | 16x12 x 3 UINT8   | 220 30 20
      palette-transparent.png | 16x12 x 4 UINT8   | 220 30 20 255
      rgb-transparent.png     | 16x12 x 4 UINT8   | 220 30 20 0
      rgb16.png               | 16x12 x 3 UINT16  | 0 0 0
      lossless.webp           | 16x12 x 3 UINT8   | 220 30 20
      lossy.webp              | 16x12 x 3 UINT8   | 220 31 20
      rgba.webp               | 16x12 x 4 UINT8   | 1 2 3 0
      gray.bmp                | 16x12 x 1 UINT8   | 0
      palette.bmp             | 16x12 x 3 UINT8   | 220 30 20
      animated.gif            | 16x12 x 3 UINT8   | 220 30 20
      rgb.bmp                 | 16x12 x 3 UINT8   | 220 30 20
      rgba.bmp                | 4x2 x 4 UINT8     | 30 20 0 40
      rgbx.bmp                | 4x2 x 3 UINT8     | 30 20 0
      fax.tif                 | 16x12 x 1 UINT8   | 0
      gray16.tif              | 16x12 x 1 UINT16  | 0
      float.tif               | 16x12 x 1 FLOAT32 | 0.0
      jpeg.tif                | 16x12 x 3 UINT8   | 219 31 21
      palette.tif             | 16x12 x 3 UINT8   | 220 30 20
      rgba.tif                | 16x12 x 4 UINT8   | 1 2 3 0
      """)
  void decodesEachKindOfFileInRgbOrder(String file, String kind, String firstPixel) {
    try (var image = codec.decode(Fixtures.read(file))) {
      assertThat(image).hasToString(kind);
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo(firstPixel);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "animated.png, 'animated PNG with 2 frames, default image used'",
    "animated.webp, 'animated WebP with 2 frames, first frame used'",
    "pages.tif, 'TIFF with 3 pages, first page used'",
    "cmyk.jpg, CMYK JPEG converted to RGB without its color profile"
  })
  void saysWhatItLeftOutOrConverted(String file, String note) {
    try (var decoded = codec.decodeWithNotes(Fixtures.read(file))) {
      assertThat(decoded.notes()).containsExactly(note);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"animated.png", "animated.webp", "pages.tif"})
  void takesTheFirstFrame(String file) {
    try (var image = codec.decode(Fixtures.read(file))) {
      assertThat(SampleImages.corners(image)).isEqualTo("red green blue yellow");
    }
  }

  @Test
  void hasNothingToSayAboutAPlainImage() {
    try (var decoded = codec.decodeWithNotes(Fixtures.read("progressive.jpg"))) {
      assertThat(decoded.notes()).isEmpty();
    }
  }

  @Test
  void decodesTheOtherKindOfCmykToo() {
    var ycck = Fixtures.read("cmyk.jpg");
    ycck[Fixtures.indexOf(ycck, 'A', 'd', 'o', 'b', 'e') + 11] = 2; // transform: YCCK
    try (var image = codec.decode(ycck)) {
      assertThat(image).hasToString("16x12 x 3 UINT8");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, UINT8", "3, UINT8", "4, UINT8", "1, UINT16", "3, UINT16", "4, UINT16"})
  void pngKeepsEverySample(int channels, SampleType type) {
    try (var image = SampleImages.gradient(13, 7, channels, type);
        var again = codec.decode(codec.encode(image, Encoding.parse("png")))) {
      assertThat(again).hasToString(image.toString());
      assertThat(again.sameSamples(image)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void tiffKeepsEverySampleOfAnyNumberOfChannels(SampleType type) {
    for (int channels : new int[] {1, 2, 3, 4, 5, 9, 512}) {
      try (var image = SampleImages.gradient(13, 70, channels, type);
          var again = codec.decode(codec.encode(image, Encoding.parse("tiff")))) {
        assertThat(again).hasToString(image.toString());
        assertThat(again.sameSamples(image)).isTrue();
      }
    }
  }

  @Test
  void tiffKeepsFloatsThatAreNoNumbers() {
    try (var image = Image.ofFloats(2, 2, 1, Float.NaN, Float.NEGATIVE_INFINITY, -0f, 1e-42f);
        var again = codec.decode(codec.encode(image, Encoding.parse("tiff")))) {
      assertThat(again.sameSamples(image)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "progressive.jpg, jpeg:95",
    "palette.png, png",
    "lossy.webp, webp:90",
    "rgb.bmp, png",
    "animated.gif, png",
    "gray16.tif, tiff",
    "float.tif, tiff"
  })
  void copiesAreWrittenAsTheirSource(String file, String encoding) {
    assertThat(codec.encodingLike(Fixtures.read(file))).hasToString(encoding);
  }

  @ParameterizedTest
  @CsvSource({
    "jpeg, 3, 16x12 x 3 UINT8",
    "jpeg, 1, 16x12 x 1 UINT8",
    "webp, 3, 16x12 x 3 UINT8",
    "webp, 4, 16x12 x 4 UINT8",
    "webp, 1, 16x12 x 3 UINT8"
  })
  void lossyFormatsComeClose(String encoding, int channels, String kind) {
    try (var image = SampleImages.ramp(16, 12, channels);
        var again = codec.decode(codec.encode(image, Encoding.parse(encoding)))) {
      assertThat(again).hasToString(kind);
      var first = SampleImages.samples(image, 0, 0);
      var firstAgain = SampleImages.samples(again, 0, 0);
      for (int c = 0; c < firstAgain.length; c++) {
        assertThat(firstAgain[c]).isCloseTo(first[c % channels], within(8.0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "tiff", "webp"})
  void equalSamplesGiveEqualBytes(String encoding) {
    try (var image = SampleImages.gradient(40, 30, 3, SampleType.UINT8);
        var twin = SampleImages.gradient(40, 30, 3, SampleType.UINT8)) {
      assertThat(codec.encode(image, Encoding.parse(encoding)))
          .isEqualTo(codec.encode(twin, Encoding.parse(encoding)));
    }
  }

  @Test
  void aLowerQualityGivesFewerBytes() {
    try (var image = SampleImages.gradient(40, 30, 3, SampleType.UINT8)) {
      assertThat(codec.encode(image, Encoding.parse("jpeg:40")).length)
          .isLessThan(codec.encode(image, Encoding.parse("jpeg:95")).length);
    }
  }

  @Test
  void trailingBytesAfterTheEndOfAJpegAreHarmless() {
    var whole = Fixtures.read("progressive.jpg");
    try (var plain = codec.decode(whole);
        var trailed = codec.decode(Fixtures.concat(whole, new byte[100]))) {
      assertThat(trailed.sameSamples(plain)).isTrue();
    }
  }

  @Test
  void refusesALimitThatAllowsNothing() {
    assertThatThrownBy(() -> new ImageCodec(0))
        .hasMessage("Pixel limit is 0 but must be at least 1; the default is 100000000");
  }

  @ParameterizedTest
  @CsvSource({"1, jpeg:30", "3, jpeg:95", "1, webp:50", "3, webp:90", "4, webp:20"})
  void whatIsLostIsTheSameWithoutTheWayThroughJava(int channels, String encoding) {
    var codec = new ImageCodec();
    var samples = new byte[40 * 30 * channels];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i * i / 97);
    }
    try (var image = Image.ofBytes(40, 30, channels, samples);
        var lossy = codec.lossy(image, Encoding.parse(encoding));
        var decoded = codec.decode(codec.encode(image, Encoding.parse(encoding)))) {
      assertThat(lossy.sameSamples(decoded)).isTrue();
    }
  }
}
