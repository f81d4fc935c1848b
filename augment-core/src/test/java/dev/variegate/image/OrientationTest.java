package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {

  /** Upright corners of a picture stored as red green / blue yellow, after EXIF 2.32, 4.6.4 A. */
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
  void turnsThePictureUpright(String format, int orientation) {
    var file = oriented(format, orientation);
    var header = ImageHeader.read(file);
    try (var image = new ImageCodec().decode(file)) {
      assertThat(Pictures.corners(image)).isEqualTo(UPRIGHT[orientation - 1]);
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
    assertThat(ImageHeader.read(oriented("jpeg", 9)).orientation()).isEqualTo(1);
  }

  @Test
  void aDamagedExifBlockDoesNotCostThePicture() {
    var damaged =
        Fixtures.withJpegSegment(
            Fixtures.read("progressive.jpg"),
            0xe1,
            "Exif\0\0MM\0*\177\0\0\0".getBytes(StandardCharsets.US_ASCII));
    try (var image = new ImageCodec().decode(damaged)) {
      assertThat(Pictures.corners(image)).isEqualTo(UPRIGHT[0]);
    }
  }
}
