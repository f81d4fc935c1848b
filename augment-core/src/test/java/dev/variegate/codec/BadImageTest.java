package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.EMPTY;
import static dev.variegate.image.BadImageException.Reason.NOT_AN_IMAGE;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.BadImageException.Reason;
import dev.variegate.image.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadImageTest {

  private static void refused(byte[] bytes, Reason reason, String message) {
    assertThatThrownBy(() -> new ImageCodec().decode(bytes))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            BadImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void anEmptyFile() {
    refused(
        new byte[0],
        EMPTY,
        "Image has 0 bytes but must be an encoded image; check how it was written");
  }

  @Test
  void textNamedJpg() {
    refused(
        "Hello, world!!\n".getBytes(StandardCharsets.UTF_8),
        NOT_AN_IMAGE,
        "Bytes start with \"Hello, world\" but must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM; check that the file is the image its name says");
  }

  @Test
  void bytesThatCannotBePrinted() {
    refused(
        new byte[] {0, 1, 'a'},
        NOT_AN_IMAGE,
        "Bytes start with \"\\x00\\x01a\" but must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM; check that the file is the image its name says");
  }

  @Test
  void anImageOfAFormatThatIsNotRead() {
    refused(
        "\0\0\0\34ftypavif\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1),
        UNSUPPORTED,
        "Image is AVIF but must be JPEG, PNG, WebP, BMP, TIFF, GIF or PNM; convert it first");
  }

  @Test
  void aTruncatedJpeg() {
    var whole = Fixtures.read("progressive.jpg");
    refused(
        Arrays.copyOf(whole, 600),
        TRUNCATED,
        "JPEG of 16x12 stops after 600 bytes without its end marker but must be whole; copy or download it again");
  }

  @Test
  void aTruncatedPng() {
    refused(
        Arrays.copyOf(Fixtures.read("rgb16.png"), 500),
        TRUNCATED,
        "PNG of 16x12 stops after 500 bytes without its end chunk but must be whole; copy or download it again");
  }

  @Test
  void aTruncatedWebp() {
    refused(
        Arrays.copyOf(Fixtures.read("lossy.webp"), 100),
        TRUNCATED,
        "WebP has 100 bytes but needs at least 126; copy or download it again");
  }

  @Test
  void aTruncatedBmp() {
    refused(
        Arrays.copyOf(Fixtures.read("rgb.bmp"), 300),
        TRUNCATED,
        "BMP has 300 bytes but needs at least 630; copy or download it again");
  }

  @Test
  void aTiffWhosePixelsAreCutOff() {
    refused(
        Arrays.copyOf(Fixtures.read("gray16.tif"), 400),
        TRUNCATED,
        "TIFF has 400 bytes but its pixels end at 506; copy or download it again");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "progressive.jpg",
        "cmyk.jpg",
        "palette.png",
        "animated.png",
        "lossy.webp",
        "animated.webp",
        "rgb.bmp",
        "palette.bmp",
        "jpeg.tif",
        "pages.tif",
        "tiff/bands9-16-deflate-predictor2-planes.tif",
        "tiff/bands5-float-deflate-predictor3-tiles-big.tif"
      })
  void anyFileCutAnywhere(String file) {
    var whole = Fixtures.read(file);
    int step = Math.max(1, whole.length / 100);
    for (int length = 1; length < whole.length; length += step) {
      var cut = Arrays.copyOf(whole, length);
      if (file.endsWith(".jpg") && length >= whole.length - 2) {
        continue; // nothing but the end marker is missing
      }
      assertThatThrownBy(() -> new ImageCodec().decode(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(BadImageException.class);
    }
  }

  @Test
  void aPngThatDeclaresMorePixelsThanAllowed() {
    refused(
        Fixtures.png(60_000, 60_000, new byte[50]),
        TOO_LARGE,
        "PNG declares 60000x60000 = 3600000000 pixels but must not exceed 100000000; shrink the image or raise the limit");
  }

  @Test
  void aJpegThatDeclaresMorePixelsThanAllowed() {
    var jpeg = Fixtures.read("progressive.jpg");
    int frame = Fixtures.indexOf(jpeg, 0xff, 0xc2);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
    refused(
        jpeg,
        TOO_LARGE,
        "JPEG declares 65535x65535 = 4294836225 pixels but must not exceed 100000000; shrink the image or raise the limit");
  }

  @Test
  void anImageOverALimitOfOnesOwn() {
    assertThatThrownBy(() -> new ImageCodec(191).decode(Fixtures.read("rgb.bmp")))
        .hasMessage(
            "BMP declares 16x12 = 192 pixels but must not exceed 191; shrink the image or raise the limit");
    new ImageCodec(192).decode(Fixtures.read("rgb.bmp")).close();
  }

  @Test
  void aPngThatLiesAboutItsSize() {
    refused(
        Fixtures.png(9_000, 9_000, new byte[50]),
        CORRUPT,
        "PNG declares 9000x9000 pixels but has only 50 bytes of them, too few for that size; replace the file");
  }

  @Test
  void aJpegThatLiesAboutItsSize() {
    var jpeg = Fixtures.read("progressive.jpg");
    int frame = Fixtures.indexOf(jpeg, 0xff, 0xc2);
    jpeg[frame + 5] = 0x20;
    jpeg[frame + 7] = 0x20;
    refused(
        jpeg,
        CORRUPT,
        "JPEG declares 8208x8204 pixels but has only 406 bytes of them, too few for that size; replace the file");
  }

  @Test
  void aSizeOfNothing() {
    refused(
        Fixtures.png(0, 5, new byte[50]),
        CORRUPT,
        "PNG declares 0x5 pixels, both must be 1 to 2147483647; the file is damaged, replace it");
  }

  @Test
  void aPngWhoseBytesChangedOnTheWay() {
    var png = Fixtures.read("rgb16.png");
    png[500]++;
    assertThatThrownBy(() -> new ImageCodec().decode(png))
        .hasMessageMatching(
            "PNG chunk IDAT at byte 33 has checksum [0-9a-f]{8} but must be [0-9a-f]{8}; the file is damaged, copy or download it again");
  }

  @Test
  void aPngWhosePixelsAreNoPixels() {
    refused(
        Fixtures.png(4, 4, new byte[50]),
        CORRUPT,
        "PNG of 4x4 cannot be decoded, its content contradicts its format; replace the file");
  }

  @Test
  void aJpegWhoseHeightComesLater() {
    var jpeg = Fixtures.read("progressive.jpg");
    int frame = Fixtures.indexOf(jpeg, 0xff, 0xc2);
    jpeg[frame + 5] = 0;
    jpeg[frame + 6] = 0;
    refused(
        jpeg,
        UNSUPPORTED,
        "JPEG gives its height after its first scan (DNL), which is not supported; save it again as plain JPEG or as PNG");
  }

  @ParameterizedTest
  @CsvSource({"0xc3, 3", "0xc9, 9"})
  void aJpegOfACodingThatIsNotRead(int marker, int coding) {
    var jpeg = Fixtures.read("progressive.jpg");
    jpeg[Fixtures.indexOf(jpeg, 0xff, 0xc2) + 1] = (byte) marker;
    refused(
        jpeg,
        UNSUPPORTED,
        "JPEG has coding SOF%d with 8 bits and 3 components but must be baseline or progressive with 8 bits and 1, 3 or 4 components; save it again as plain JPEG or as PNG"
            .formatted(coding));
  }

  @Test
  void aTiffOfPrintingInks() {
    refused(
        Fixtures.read("cmyk.tif"),
        UNSUPPORTED,
        "TIFF has 4 channels of 8-bit integers, photometric 5 (CMYK) but must be gray, RGB, RGBA or up to 512 bands of 1 to 8 or 16-bit unsigned integers or 32-bit floats, a palette of at most 8 bits, an 8-bit JPEG of gray, RGB or YCbCr, or fax; save it again so");
  }

  @Test
  void aBmpWithoutAKnownHeader() {
    var bmp = Fixtures.read("rgb.bmp");
    bmp[14] = 13;
    refused(
        bmp,
        CORRUPT,
        "BMP has a header of 13 bytes but must be 12, 16, or 40 or more; the file is damaged, replace it");
  }

  @Test
  void aTiffWhosePagesRunInACircle() {
    var tiff = Fixtures.read("oriented.tif");
    int directory = tiff[4] & 0xff;
    int next = directory + 2 + 12 * (tiff[directory] & 0xff);
    tiff[next] = (byte) directory;
    assertThatThrownBy(() -> new ImageCodec().decode(tiff))
        .hasMessage("TIFF pages run in a circle; replace the file");
  }

  @Test
  void memoryThatRanOutIsNoBadImage() {
    var header = HeaderReader.read(Fixtures.read("rgb.bmp"));
    assertThatThrownBy(
            () ->
                Decoder.failure(
                    header, new RuntimeException("(-4:Insufficient memory) Failed to allocate")))
        .isInstanceOf(OutOfMemoryError.class);
  }
}
