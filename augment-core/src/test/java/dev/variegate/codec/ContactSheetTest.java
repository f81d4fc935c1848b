package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ContactSheet.Row;
import dev.variegate.codec.ContactSheet.Tile;
import dev.variegate.image.Image;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleImages;
import dev.variegate.image.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final int BLUE = 0x0000ff;

  @Test
  void aRowShowsEachImageInItsFrame() {
    var tile = new Tile(gray(28, 28, 77), "original", BLUE);
    var row = new Row("bag", "15 -> 300", List.of(List.of(tile), List.of(tile, tile)));
    try (var sheet = CODEC.decode(ContactSheet.png("clothes", "two", List.of(row), CODEC))) {
      assertThat(count(sheet, 77, 77, 77)).isEqualTo(3 * 84 * 84);
      assertThat(count(sheet, 0, 0, 255)).isEqualTo(3 * (90 * 90 - 84 * 84));
    }
  }

  @Test
  void aWideImageKeepsItsShape() {
    var row = new Row("wide", "", List.of(List.of(new Tile(gray(200, 100, 77), "original", BLUE))));
    try (var sheet = CODEC.decode(ContactSheet.png("t", "", List.of(row), CODEC))) {
      assertThat(count(sheet, 77, 77, 77)).isEqualTo(84 * 42);
    }
  }

  @Test
  void lettersOutsideAsciiDoNotBreakIt() {
    var row = new Row("Größe 靴", "é", List.of());
    try (var sheet = CODEC.decode(ContactSheet.png("日本", "", List.of(row), CODEC))) {
      assertThat(sheet.channels()).isEqualTo(3);
    }
  }

  @Test
  void aThumbnailOfALargeImageIsSmallAndThatOfASmallOneIsAsItWas() {
    try (var large = CODEC.decode(Thumbnail.png(gray(400, 100, 9), 160, CODEC));
        var small = CODEC.decode(Thumbnail.png(gray(28, 20, 9), 160, CODEC))) {
      assertThat(large.size()).isEqualTo(new Size(160, 40));
      assertThat(small.size()).isEqualTo(new Size(28, 20));
    }
  }

  @Test
  void sixteenBitSamplesAreScaledToEight() {
    try (var image = Image.ofShorts(1, 1, 1, (short) 0x8080);
        var shown =
            CODEC.decode(Thumbnail.png(CODEC.encode(image, Encoding.parse("png")), 160, CODEC))) {
      assertThat(shown.toBytes()).containsExactly(0x80, 0x80, 0x80);
    }
  }

  @Test
  void twelveBitsInSixteenAreStretched() {
    assertThat(shown(Image.ofShorts(3, 1, 1, (short) 0, (short) 2048, (short) 4096)))
        .isEqualTo("0 0 0, 128 128 128, 255 255 255");
    assertThat(shown(Image.ofShorts(2, 1, 1, (short) 0, (short) 16384)))
        .isEqualTo("0 0 0, 64 64 64");
  }

  @Test
  void floatsBeyondBlackAndWhiteAreStretched() {
    assertThat(shown(Image.ofFloats(3, 1, 1, -1000, 0, 1000)))
        .isEqualTo("0 0 0, 128 128 128, 255 255 255");
    assertThat(shown(Image.ofFloats(2, 1, 1, 0, 0.6f))).isEqualTo("0 0 0, 153 153 153");
    assertThat(shown(Image.ofFloats(2, 1, 1, 7, 7))).isEqualTo("255 255 255, 255 255 255");
  }

  @Test
  void threeBandsAreShownAsColorsAndOfTwoTheFirst() {
    assertThat(shown(Image.ofBytes(1, 1, 5, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5)))
        .isEqualTo("1 2 3");
    assertThat(shown(Image.ofBytes(1, 1, 2, (byte) 1, (byte) 2))).isEqualTo("1 1 1");
  }

  @Test
  void transparentPixelsShowWhite() {
    assertThat(shown(Image.ofBytes(3, 1, 4, bytes(9, 9, 9, 0, 100, 200, 0, 255, 100, 200, 0, 128))))
        .isEqualTo("255 255 255, 100 200 0, 177 227 127");
    short half = (short) 0x8080;
    assertThat(shown(Image.ofShorts(1, 1, 4, half, half, half, (short) 0)))
        .isEqualTo("255 255 255");
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static String shown(Image image) {
    try (image;
        var shown =
            CODEC.decode(Thumbnail.png(CODEC.encode(image, Encoding.parse("tiff")), 160, CODEC))) {
      return IntStream.range(0, shown.width())
          .mapToObj(x -> SampleImages.pixel(shown, x, 0))
          .collect(Collectors.joining(", "));
    }
  }

  private static byte[] gray(int width, int height, int value) {
    var samples = new byte[width * height];
    Arrays.fill(samples, (byte) value);
    try (var image = Image.ofBytes(width, height, 1, samples)) {
      return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
  }

  private static int count(Image image, int red, int green, int blue) {
    var samples = image.toBytes();
    int count = 0;
    for (int i = 0; i < samples.length; i += 3) {
      if ((samples[i] & 255) == red
          && (samples[i + 1] & 255) == green
          && (samples[i + 2] & 255) == blue) {
        count++;
      }
    }
    return count;
  }
}
