package dev.variegate.codec.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.HeaderReader;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.tiff.TinyTiff;
import dev.variegate.image.Fixtures;
import dev.variegate.image.SampleImages;
import dev.variegate.image.Size;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {

  /** Upright corners of an image stored as red green / blue yellow, after EXIF 2.32, 4.6.4 A. */
  private static final String[] UPRIGHT = {
    "red green blue yellow",
    "green red yellow blue",
    "yellow blue green red",
    "blue yellow red green",
    "red blue green yellow",
    "blue red yellow green",
    "yellow green blue red",
    "green yellow red blue"
  };

  static Stream<Arguments> everyFormatAndOrientation() {
    return Stream.of("jpeg", "png", "webp", "tiff")
        .flatMap(f -> Stream.iterate(1, o -> o <= 8, o -> o + 1).map(o -> Arguments.of(f, o)));
  }

  @ParameterizedTest
  @MethodSource("everyFormatAndOrientation")
  void turnsTheImageUpright(String format, int orientation) {
    var file = oriented(format, orientation);
    var header = HeaderReader.read(file);
    try (var image = new ImageCodec().decode(file)) {
      assertThat(SampleImages.corners(image)).isEqualTo(UPRIGHT[orientation - 1]);
      assertThat(header.orientation()).isEqualTo(orientation);
      assertThat(header.size()).isEqualTo(new Size(16, 12));
      assertThat(image.size()).isEqualTo(header.orientedSize());
    }
  }

  private static byte[] oriented(String format, int orientation) {
    return switch (format) {
      case "jpeg" ->
          Fixtures.withJpegSegment(
              Fixtures.read("progressive.jpg"),
              0xe1,
              Fixtures.concat(
                  "Exif\0\0".getBytes(StandardCharsets.US_ASCII), Fixtures.exif(orientation)));
      case "png" ->
          Fixtures.withPngChunk(Fixtures.read("palette.png"), "eXIf", Fixtures.exif(orientation));
      case "webp" -> Fixtures.withOrientation(Fixtures.read("exif.webp"), orientation);
      default -> Fixtures.withOrientation(Fixtures.read("oriented.tif"), orientation);
    };
  }

  @Test
  void anOrientationThatDoesNotExistCountsAsUpright() {
    assertThat(HeaderReader.read(oriented("jpeg", 9)).orientation()).isEqualTo(1);
  }

  @Test
  void aDamagedExifBlockDoesNotCostTheImage() {
    var damaged =
        Fixtures.withJpegSegment(
            Fixtures.read("progressive.jpg"),
            0xe1,
            "Exif\0\0MM\0*\177\0\0\0".getBytes(StandardCharsets.US_ASCII));
    try (var image = new ImageCodec().decode(damaged)) {
      assertThat(SampleImages.corners(image)).isEqualTo(UPRIGHT[0]);
    }
  }

  private static final String XMP = "<rdf:Description tiff:Orientation=\"6\"/>";

  static Stream<byte[]> filesWithXmp() {
    var attribute = XMP.getBytes(StandardCharsets.US_ASCII);
    var element = "<tiff:Orientation>6</tiff:Orientation>".getBytes(StandardCharsets.US_ASCII);
    var jpeg = Fixtures.read("progressive.jpg");
    var segment = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    var png = Fixtures.read("palette.png");
    return Stream.of(
        Fixtures.withJpegSegment(jpeg, 0xe1, Fixtures.concat(segment, attribute)),
        Fixtures.withPngChunk(png, "iTXt", internationalText(attribute)),
        Fixtures.withPngChunk(png, "iTXt", internationalText(element)),
        Fixtures.withPngChunk(png, "iTXt", deflatedText(attribute)),
        Fixtures.withWebpChunk(Fixtures.read("exif.webp"), "XMP ", attribute),
        TinyTiff.gray(2, 1, 8).with(700, attribute).write(new byte[] {1, 2}));
  }

  private static byte[] internationalText(byte[] text) {
    return Fixtures.concat("XML:com.adobe.xmp\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII), text);
  }

  private static byte[] deflatedText(byte[] text) {
    return Fixtures.concat(
        "XML:com.adobe.xmp\0\1\0en\0\0".getBytes(StandardCharsets.US_ASCII),
        Fixtures.deflated(text));
  }

  @ParameterizedTest
  @MethodSource("filesWithXmp")
  void xmpTurnsTheImageWhereExifSaysNothing(byte[] file) {
    var header = HeaderReader.read(file);
    assertThat(header.orientation()).isEqualTo(6);
    try (var image = new ImageCodec().decode(file)) {
      assertThat(image.size()).isEqualTo(header.size().transposed());
    }
  }

  @Test
  void exifGoesBeforeXmp() {
    var xmp = internationalText(XMP.getBytes(StandardCharsets.US_ASCII));
    for (int orientation : new int[] {1, 3}) {
      var png =
          Fixtures.withPngChunk(Fixtures.read("palette.png"), "eXIf", Fixtures.exif(orientation));
      assertThat(HeaderReader.read(Fixtures.withPngChunk(png, "iTXt", xmp)).orientation())
          .isEqualTo(orientation);
    }
  }

  /** ImageMagick's text before PNG had a chunk of EXIF. */
  @Test
  void exifMayBeWrittenInHexadecimalDigits() {
    var exif = HexFormat.of().formatHex(Fixtures.exif(8));
    var text =
        ("\nexif\n      32\n457869660000" + exif.substring(0, 20) + "\n" + exif.substring(20));
    var latin = text.getBytes(StandardCharsets.US_ASCII);
    var keyword = "Raw profile type exif\0".getBytes(StandardCharsets.US_ASCII);
    var png = Fixtures.read("palette.png");
    var plain = Fixtures.withPngChunk(png, "tEXt", Fixtures.concat(keyword, latin));
    var packed = Fixtures.concat(new byte[1], Fixtures.deflated(latin));
    var deflated = Fixtures.withPngChunk(png, "zTXt", Fixtures.concat(keyword, packed));
    assertThat(HeaderReader.read(plain).orientation()).isEqualTo(8);
    assertThat(HeaderReader.read(deflated).orientation()).isEqualTo(8);
  }
}
