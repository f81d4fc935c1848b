package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.ContactSheet.Row;
import dev.variegate.image.ContactSheet.Tile;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final int BLUE = 0x0000ff;

  @Test
  void aRowShowsEachPictureInItsFrame() {
    var tile = new Tile(grey(28, 28, 77), "original", BLUE);
    var row = new Row("bag", "15 -> 300", List.of(List.of(tile), List.of(tile, tile)));
    try (var sheet = CODEC.decode(ContactSheet.png("clothes", "two", List.of(row), CODEC))) {
      assertThat(count(sheet, 77, 77, 77)).isEqualTo(3 * 84 * 84);
      assertThat(count(sheet, 0, 0, 255)).isEqualTo(3 * (90 * 90 - 84 * 84));
    }
  }

  @Test
  void aWidePictureKeepsItsShape() {
    var row = new Row("wide", "", List.of(List.of(new Tile(grey(200, 100, 77), "original", BLUE))));
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
  void aThumbnailOfALargePictureIsSmallAndThatOfASmallOneIsAsItWas() {
    try (var large = CODEC.decode(Thumbnail.png(grey(400, 100, 9), 160, CODEC));
        var small = CODEC.decode(Thumbnail.png(grey(28, 20, 9), 160, CODEC))) {
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

  private static byte[] grey(int width, int height, int value) {
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
