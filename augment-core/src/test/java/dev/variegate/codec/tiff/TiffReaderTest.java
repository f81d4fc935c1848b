package dev.variegate.codec.tiff;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.image.BadImageException.Reason;
import dev.variegate.image.Fixtures;
import dev.variegate.image.SampleImages;
import dev.variegate.image.SampleType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of {@code tiff/} were written by tifffile 2026.3.3; the sample of channel c at (x, y) is
 * one number out of x, y and c.
 */
class TiffReaderTest {

  private static final int WIDTH = 21;
  private static final int HEIGHT = 19;

  private final ImageCodec codec = new ImageCodec();

  private static byte[] file(String name) {
    return Fixtures.read("tiff/" + name + ".tif");
  }

  private static double expected(int x, int y, int c, SampleType type) {
    int value = (x * x * 7 + y * y * 13 + c * c * 29 + x * y * (c + 1) * 31) % 251;
    return switch (type) {
      case UINT8 -> value;
      case UINT16 -> value * 257;
      case FLOAT32 -> (float) (value / 250.0);
    };
  }

  private static double[] expected(int channels, SampleType type) {
    var samples = new double[WIDTH * HEIGHT * channels];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / channels;
      samples[i] = expected(pixel % WIDTH, pixel / WIDTH, i % channels, type);
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({
    "bands2-8-packbits, 2, UINT8",
    "bands4-16-deflate, 4, UINT16",
    "bands5-16-lzw-predictor2-tiles-big, 5, UINT16",
    "bands5-float-deflate-predictor3-tiles-big, 5, FLOAT32",
    "bands9-16-deflate-predictor2-planes, 9, UINT16",
    "bands9-16-plain-planes-tiles-big, 9, UINT16",
    "bands9-8-lzw-predictor2, 9, UINT8",
    "bands9-float-lzw-predictor3-planes-tiles, 9, FLOAT32",
    "bands20-8-lzw, 20, UINT8",
    "gray16-deflate-predictor2-tiles, 1, UINT16",
    "gray-float-plain-big, 1, FLOAT32",
    "rgb16-lzw-predictor2-big, 3, UINT16",
    "rgb16-plain-planes, 3, UINT16",
    "rgb-float-deflate-planes, 3, FLOAT32",
    "rgba16-deflate-predictor2-planes, 4, UINT16",
    "rgba8-lzw, 4, UINT8"
  })
  void readsEverySampleAsItWasWritten(String file, int channels, SampleType type) {
    try (var image = codec.decode(file(file))) {
      assertThat(image).hasToString("21x19 x %d %s", channels, type);
      assertThat(SampleImages.samples(image)).containsExactly(expected(channels, type));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rgba8-lzw, ''",
    "rgba8-multiplied, 'colors of the TIFF were multiplied by its alpha, divided by it'",
    "bands4-16-deflate, 'TIFF names no alpha, its fourth channel is taken as such'"
  })
  void saysWhatItMakesOfFourChannels(String file, String note) {
    try (var decoded = codec.decodeWithNotes(file(file))) {
      assertThat(String.join("", decoded.notes())).isEqualTo(note);
    }
  }

  @Test
  void dividesColorsByTheAlphaThatTheyWereMultipliedBy() {
    var stored = expected(4, SampleType.UINT8);
    try (var image = codec.decode(file("rgba8-multiplied"))) {
      var samples = SampleImages.samples(image);
      for (int i = 0; i < stored.length; i++) {
        double alpha = stored[i - i % 4 + 3];
        double straight = alpha == 0 ? 0 : Math.min(255, stored[i] * 255 / alpha);
        assertThat(samples[i]).isCloseTo(i % 4 == 3 ? alpha : straight, within(0.5001));
      }
    }
  }

  @Test
  void turnsWhiteIsZeroRound() {
    try (var image = codec.decode(file("white-is-zero16"))) {
      var inverse = Arrays.stream(expected(1, SampleType.UINT16)).map(v -> 65535 - v).toArray();
      assertThat(SampleImages.samples(image)).containsExactly(inverse);
    }
  }

  /** Nine floats a pixel are more than OpenCV's transposition can move at once. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsBandsUpright(int orientation) {
    var turned = Fixtures.withOrientation(file("bands9-float-oriented"), orientation);
    try (var image = codec.decode(turned)) {
      int right = image.width() - 1;
      int bottom = image.height() - 1;
      int[][] corners = {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}};
      int[][] stored = {{0, 0}, {WIDTH - 1, 0}, {0, HEIGHT - 1}, {WIDTH - 1, HEIGHT - 1}};
      int[] order = UPRIGHT[orientation - 1];
      for (int i = 0; i < corners.length; i++) {
        var pixel = SampleImages.samples(image, corners[i][0], corners[i][1]);
        for (int c = 0; c < pixel.length; c++) {
          int[] from = stored[order[i]];
          assertThat(pixel[c]).isEqualTo(expected(from[0], from[1], c, SampleType.FLOAT32));
        }
      }
    }
  }

  /** Which stored corner shows at top left, top right, bottom left, bottom right; EXIF 2.32. */
  private static final int[][] UPRIGHT = {
    {0, 1, 2, 3}, {1, 0, 3, 2}, {3, 2, 1, 0}, {2, 3, 0, 1},
    {0, 2, 1, 3}, {2, 0, 3, 1}, {3, 1, 2, 0}, {1, 3, 0, 2}
  };

  private void refused(byte[] tiff, Reason reason, String message) {
    assertThatThrownBy(() -> codec.decode(tiff))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            BadImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesSamplesBelowZero() {
    refused(
        file("signed16"),
        UNSUPPORTED,
        "TIFF has 16-bit signed integers but must be unsigned or floats, because values below 0 lie outside the range of black to white; add an offset to every sample (1024 to Hounsfield units) and save it as unsigned, or save it as floats");
  }

  @Test
  void refusesAPackingThatItDoesNotKnow() {
    refused(
        file("zstd"),
        UNSUPPORTED,
        "TIFF has compression 50000 (Zstandard), which is not supported: it must be none, LZW, Deflate, PackBits, JPEG or fax; save it again with one of them");
  }

  @Test
  void refusesAPredictorThatItDoesNotKnow() {
    refused(
        Tags.of(file("bands9-8-lzw-predictor2")).with(TiffTag.PREDICTOR, 3),
        UNSUPPORTED,
        "TIFF has predictor 3 on 8-bit samples but must be 1 (none), 2 (differences, of 8 bits or more) or, for floats, 3; save it again with one of them");
  }

  @Test
  void refusesChannelsOfSeveralKinds() {
    refused(
        Tags.of(file("rgb16-plain-planes")).withFirst(TiffTag.BITS, 8),
        UNSUPPORTED,
        "TIFF has channels of different kinds (bits [8, 16, 16]) but must have one for all; save them as files of their own");
  }

  @Test
  void refusesMoreBandsThanAnImageMayHave() {
    refused(
        Tags.of(file("bands2-8-packbits")).with(TiffTag.CHANNELS, 513),
        UNSUPPORTED,
        "TIFF has 513 channels of 8-bit integers, photometric 1 but must be gray, RGB, RGBA or up to 512 bands of 1 to 8 or 16-bit unsigned integers or 32-bit floats, a palette of at most 8 bits, an 8-bit JPEG of gray, RGB or YCbCr, or fax; save it again so");
  }

  @Test
  void refusesMoreSamplesThanAllowed() {
    assertThatThrownBy(() -> new ImageCodec(897).decode(file("bands9-8-lzw-predictor2")))
        .hasMessage(
            "TIFF declares 21x19 pixels of 9 channels, which count as 898 pixels of four but must not exceed 897; shrink the image, leave bands out or raise the limit")
        .extracting(e -> ((BadImageException) e).reason())
        .isEqualTo(TOO_LARGE);
    new ImageCodec(898).decode(file("bands9-8-lzw-predictor2")).close();
  }

  @Test
  void refusesTilesThatWouldBeLargerThanAnImageMayBe() {
    refused(
        Tags.of(file("bands5-16-lzw-predictor2-tiles-big")).with(TiffTag.TILE_WIDTH, 60_000_000),
        TOO_LARGE,
        "TIFF declares 60000000x16 = 960000000 pixels but must not exceed 100000000; shrink the image or raise the limit");
  }

  @Test
  void refusesTilesThatItsBytesCannotFillThoughTheImageIsSmall() {
    var two = Tags.of(file("bands5-16-lzw-predictor2-tiles-big")).counting(TiffTag.TILE_OFFSETS, 2);
    two = Tags.of(two).counting(TiffTag.TILE_LENGTHS, 2);
    refused(
        Tags.of(two).with(TiffTag.TILE_WIDTH, 600_000),
        CORRUPT,
        "TIFF declares 21x19 pixels of 5 channels but has only 0 bytes of strip or tile 1, too few for its 600000x16; replace the file");
  }

  @Test
  void refusesASizeThatItsBytesCannotFill() {
    refused(
        Tags.of(file("bands20-8-lzw")).with(TiffTag.WIDTH, 500_000),
        CORRUPT,
        "TIFF declares 500000x19 pixels of 20 channels but has only 11028 bytes of strip or tile 1, too few for its 500000x19; replace the file");
  }

  @Test
  void refusesAnImageOfWhichStripsAreMissing() {
    refused(
        Tags.of(file("bands9-8-lzw-predictor2")).with(TiffTag.STRIP_ROWS, 5),
        CORRUPT,
        "TIFF of 21x19 has 1 offsets and 1 lengths of strips or tiles but must have 4 of each for its size; replace the file");
  }

  @Test
  void refusesAStripThatEndsEarly() {
    refused(
        Tags.of(file("bands20-8-lzw")).with(TiffTag.STRIP_LENGTHS, 4_000),
        CORRUPT,
        "TIFF of 21x19 has 2940 bytes of samples in strip or tile 1 but must have 7980; the file is damaged, copy or download it again");
  }

  @Test
  void refusesAFileThatEndsEarly() {
    var whole = file("gray-float-plain-big");
    refused(
        Arrays.copyOf(whole, whole.length - 1),
        TRUNCATED,
        "TIFF has 1819 bytes but its pixels end at 1820; copy or download it again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bands2-8-packbits",
        "bands5-16-lzw-predictor2-tiles-big",
        "bands5-float-deflate-predictor3-tiles-big",
        "bands9-8-lzw-predictor2"
      })
  void survivesAnyDamagedByte(String name) {
    var whole = file(name);
    for (int i = 0; i < whole.length; i += i < 400 ? 1 : 7) {
      var damaged = whole.clone();
      damaged[i] ^= (byte) (i % 3 == 0 ? 0xff : 1 << (i % 8));
      try {
        codec.decode(damaged).close();
      } catch (BadImageException refused) {
        assertThat(refused).hasMessageContaining(";");
      }
    }
  }
}
