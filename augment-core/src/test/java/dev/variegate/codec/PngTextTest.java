package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.variegate.image.Fixtures;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.SampleImages;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PngTextTest {

  private static final ImageCodec CODEC = new ImageCodec();

  @Test
  void givesBackWhatWasWritten() {
    var png = PngText.insert(png(), PngText.LINEAGE, "{\"copy\":1}");

    assertThat(PngText.read(png)).containsExactly(entry("variegate:lineage", "{\"copy\":1}"));
  }

  @Test
  void changesNoPixelAndKeepsEveryCheckSum() {
    var plain = png();
    var marked = PngText.insert(plain, "Title", "m\u00fcde");

    try (var before = CODEC.decode(plain);
        var after = CODEC.decode(marked)) { // the decoder checks each chunk
      assertThat(after.sameSamples(before)).isTrue();
    }
  }

  @Test
  void writesLatinTextAsOneByteALetterAndOtherTextAsUtf8() {
    var latin = PngText.insert(png(), "Title", "m\u00fcde");
    var other = PngText.insert(png(), "Title", "\u75b2\u308c");

    assertThat(Fixtures.indexOf(latin, 't', 'E', 'X', 't', 'T', 'i', 't', 'l', 'e', 0, 'm', 0xfc))
        .isEqualTo(37);
    assertThat(Fixtures.indexOf(other, 'i', 'T', 'X', 't', 'T', 'i', 't', 'l', 'e', 0, 0, 0, 0, 0))
        .isEqualTo(37);
    assertThat(PngText.read(latin)).containsExactly(entry("Title", "m\u00fcde"));
    assertThat(PngText.read(other)).containsExactly(entry("Title", "\u75b2\u308c"));
  }

  @Test
  void replacesTheTextOfAKeywordAndKeepsTheOthers() {
    var first = PngText.insert(PngText.insert(png(), "Title", "one"), "Author", "nobody");
    var second = PngText.insert(first, "Title", "\u4e8c");

    assertThat(PngText.read(second))
        .containsExactlyInAnyOrderEntriesOf(Map.of("Title", "\u4e8c", "Author", "nobody"));
    assertThat(PngText.insert(second, "Title", "\u4e8c")).isEqualTo(second);
  }

  @Test
  void readsTextsWithLanguageAndPassesOverCompressedOnes() {
    var translated =
        Fixtures.withPngChunk(
            png(), "iTXt", "Title\0\0\0de\0Titel\0m\u00fcde".getBytes(StandardCharsets.UTF_8));
    var compressed =
        Fixtures.withPngChunk(png(), "zTXt", "Title\0\0x".getBytes(StandardCharsets.UTF_8));

    assertThat(PngText.read(translated)).containsExactly(entry("Title", "m\u00fcde"));
    assertThat(PngText.read(compressed)).isEmpty();
  }

  @Test
  void survivesAChunkWithoutItsSeparator() {
    var broken = Fixtures.withPngChunk(png(), "tEXt", "Title".getBytes(StandardCharsets.US_ASCII));

    assertThat(PngText.read(broken)).containsExactly(entry("Title", ""));
  }

  @Test
  void refusesOtherFormats() {
    assertThatThrownBy(() -> PngText.insert(Fixtures.read("gray.jpg"), "Title", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Image with text is JPEG but must be PNG, whose chunks hold text; use the encoding png");
  }

  @Test
  void refusesKeywordsThatThePngStandardDoes() {
    for (var keyword : new String[] {"", " a", "a  b", "\u4e8c", "a\nb", "k".repeat(80)}) {
      assertThatThrownBy(() -> PngText.insert(png(), keyword, ""))
          .hasMessage(
              "PNG keyword is \"%s\" but must be 1 to 79 printable letters of ISO 8859-1 with single spaces inside; shorten or respell it"
                  .formatted(keyword));
    }
  }

  @Test
  void refusesTextThatWouldEndEarly() {
    assertThatThrownBy(() -> PngText.insert(png(), "Title", "a\0b"))
        .hasMessage(
            "PNG text under \"Title\" has the character U+0000 but must have none; remove it");
  }

  private static byte[] png() {
    try (var image = SampleImages.ramp(6, 5, 3)) {
      return CODEC.encode(image, Encoding.of(ImageFormat.PNG));
    }
  }
}
