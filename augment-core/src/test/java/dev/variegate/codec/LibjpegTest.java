package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR_RGB;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_GRAYSCALE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.variegate.base.Sha256;
import dev.variegate.image.Fixtures;
import dev.variegate.image.Image;
import dev.variegate.image.RowRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEG files have the samples and the bytes that OpenCV gives them. */
class LibjpegTest {

  private static final ImageCodec CODEC = new ImageCodec();

  static Stream<Arguments> everyCoding() {
    return Stream.of(1, 3)
        .flatMap(
            channels ->
                Stream.of(0x111111, 0x211111, 0x221111, 0x121111, 0x411111)
                    .limit(channels == 1 ? 1 : 5)
                    .flatMap(
                        factors ->
                            Stream.of(40, 98)
                                .flatMap(
                                    quality ->
                                        Stream.of(0, 3)
                                            .map(
                                                restarts ->
                                                    Arguments.of(
                                                        channels, factors, quality, restarts)))));
  }

  @ParameterizedTest
  @MethodSource("everyCoding")
  void areThoseOfAWholeDecode(int channels, int factors, int quality, int restarts) {
    try (var image = JpegFiles.noisy(157, 139, channels)) {
      var jpeg =
          JpegFiles.encoded(
              image,
              IMWRITE_JPEG_QUALITY,
              quality,
              IMWRITE_JPEG_SAMPLING_FACTOR,
              factors,
              IMWRITE_JPEG_RST_INTERVAL,
              restarts);
      for (int first : new int[] {0, 1, 7, 8, 15, 16, 17, 33, 64, 120, 138}) {
        for (int rows : new int[] {1, 2, 8, 16, 31, 139}) {
          int end = Math.min(first + rows, 139);
          assertThat(some(jpeg, new RowRange(first, end)))
              .as("%d to %d", first, end)
              .isEqualTo(whole(jpeg, new RowRange(first, end)));
        }
      }
    }
  }

  private static byte[] some(byte[] jpeg, RowRange rows) {
    try (var source = new SourceImage(jpeg, CODEC)) {
      return samples(source.image(rows), rows);
    }
  }

  /** By OpenCV. */
  private static byte[] whole(byte[] jpeg, RowRange rows) {
    int flags = CODEC.header(jpeg).channels() == 1 ? IMREAD_GRAYSCALE : IMREAD_COLOR_RGB;
    try (var bytes = new BytePointer(jpeg);
        var input = new Mat(1, jpeg.length, CV_8U, bytes);
        var image = Image.own(imdecode(input, flags))) {
      return samples(image, rows);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "7, 9, 1", "16, 16, 3", "157, 139, 3", "157, 139, 1", "640, 33, 3"})
  void areWrittenWithTheBytesOfOpenCv(int width, int height, int channels) {
    try (var image = JpegFiles.noisy(width, height, channels)) {
      for (int quality : new int[] {1, 20, 50, 75, 90, 95, 99, 100}) {
        var expected = JpegFiles.encoded(image, IMWRITE_JPEG_QUALITY, quality);
        assertThat(Libjpeg.encode(image, quality)).hasValue(expected);
        assertThat(CODEC.encode(image, Encoding.parse("jpeg:" + quality))).isEqualTo(expected);
      }
    }
  }

  @Test
  void areWrittenOfPartsOfAnImageToo() {
    try (var image = JpegFiles.noisy(64, 48, 3);
        var part = new Rect(5, 7, 31, 22);
        var seen = Image.own(new Mat(image.mat(), part));
        var copy = Image.own(new Mat(seen.mat().clone()))) {
      assertThat(Libjpeg.encode(seen, 90).orElseThrow())
          .isEqualTo(Libjpeg.encode(copy, 90).orElseThrow());
    }
  }

  private static byte[] samples(Image image, RowRange rows) {
    int row = image.width() * image.channels();
    return Arrays.copyOfRange(image.toBytes(), rows.first() * row, rows.end() * row);
  }

  @Test
  void ofThisLibraryAreDecodedAlone() {
    try (var image = JpegFiles.noisy(64, 96, 3);
        var made =
            Decoder.rows(jpeg(image), CODEC.header(jpeg(image)), new RowRange(40, 50))
                .orElseThrow()) {
      assertThat(made.size()).isEqualTo(image.size());
    }
  }

  private static byte[] jpeg(Image image) {
    return JpegFiles.encoded(image, IMWRITE_JPEG_QUALITY, 90);
  }

  @ParameterizedTest
  @ValueSource(strings = {"progressive.jpg", "cmyk.jpg"})
  void ofOtherCodingsComeOfAWholeDecode(String name) {
    var file = Fixtures.read(name);
    var header = CODEC.header(file);
    var rows = new RowRange(1, header.size().height() / 2);
    assertThat(Decoder.rows(file, header, rows)).isEmpty();
    assertThat(some(file, rows)).isEqualTo(whole(file, rows));
  }

  @Test
  void ofDamagedFilesAreForAWholeDecodeToJudge() {
    try (var image = JpegFiles.noisy(200, 160, 3)) {
      var jpeg = jpeg(image);
      for (int at = jpeg.length / 3; at < jpeg.length / 3 + 8; at++) {
        jpeg[at] = (byte) 0xff;
        jpeg[++at] = (byte) 0xc4;
      }
      assertThat(Decoder.rows(jpeg, CODEC.header(jpeg), new RowRange(100, 150)))
          .isEqualTo(Optional.empty());
    }
  }

  @Test
  void giveTheirMemoryBack() {
    try (var image = JpegFiles.noisy(64, 96, 3)) {
      var jpeg = jpeg(image);
      long before = Pointer.totalBytes();
      for (int i = 0; i < 100; i++) {
        some(jpeg, new RowRange(i / 2, i / 2 + 3));
      }
      assertThat(Pointer.totalBytes()).isEqualTo(before);
    }
  }

  @Test
  void theLibraryWasBuiltFromTheSourceBesideIt() throws IOException {
    var source =
        Path.of(System.getProperty("variegate.root"), "augment-core/src/main/native/jpeg.c");
    assertThat(Libjpeg.builtFrom())
        .as("run augment-core/src/main/native/build.sh")
        .isEqualTo(
            Sha256.hex(
                Fixtures.concat(
                    Files.readAllBytes(source),
                    "libjpeg-turbo 1:2.1.5-2\n".getBytes(StandardCharsets.US_ASCII))));
  }
}
