package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static dev.variegate.image.BadImageException.Reason.UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Fixtures;
import dev.variegate.image.ImageFormat;
import dev.variegate.image.ImageHeader;
import dev.variegate.image.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not as they should be, as scraped sets hold them, whose image is whole. */
class FlawedFileTest {

  private static final String STRAY =
      "JPEG has bytes between its markers that belong to none, skipped";
  private static final String NO_END = "JPEG has no end marker, its image is whole";
  private static final String CHECKSUM =
      "PNG has a wrong checksum in a chunk beside the image, chunk skipped";

  private final ImageCodec codec = new ImageCodec();

  /** The same samples as the whole file, and these notes. */
  private void readsAs(byte[] whole, byte[] flawed, String... notes) {
    try (var right = codec.decode(whole);
        var decoded = codec.decodeWithNotes(flawed)) {
      assertThat(decoded.image().sameSamples(right)).isTrue();
      assertThat(decoded.notes()).containsExactly(notes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"progressive.jpg", "cmyk.jpg", "gray.jpg"})
  void bytesBetweenTheMarkersOfAJpegArePassedOver(String file) {
    var whole = Fixtures.read(file);
    var notes = new ArrayList<>(List.of(STRAY));
    if (file.startsWith("cmyk")) {
      notes.add("CMYK JPEG converted to RGB without its color profile");
    }
    for (var stray : List.of(new byte[] {4, 5}, new byte[] {(byte) 0xff, 0, 7}, new byte[300])) {
      int second = 4 + (whole[4] & 0xff) * 256 + (whole[5] & 0xff); // behind the first segment
      readsAs(whole, Fixtures.insert(whole, second, stray), notes.toArray(new String[0]));
    }
  }

  @Test
  void aJpegMayLackItsEndMarker() {
    for (var file : List.of("progressive.jpg", "gray.jpg")) {
      var whole = Fixtures.read(file);
      readsAs(whole, Arrays.copyOf(whole, whole.length - 2), NO_END);
      readsAs(whole, Arrays.copyOf(whole, whole.length - 1), NO_END);
    }
  }

  /** Where the bytes run out within a scan OpenCV refuses, so that no row is left unwritten. */
  @Test
  void aJpegWhoseBytesRunOutIsRefused() {
    for (var file : List.of("progressive.jpg", "gray.jpg")) {
      var whole = Fixtures.read(file);
      var header = codec.header(whole);
      for (int length = whole.length / 2; length < whole.length - 40; length += 7) {
        var cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> Decoder.decode(cut, header))
            .isInstanceOf(BadImageException.class)
            .hasMessageContaining("cannot be decoded");
      }
    }
  }

  /** Each cut ends a scan, so that libjpeg finds nothing to complain of. */
  @ParameterizedTest
  @ValueSource(ints = {245, 354, 520, 608})
  void aProgressiveJpegMayNotLackWholeScans(int length) {
    var cut = Arrays.copyOf(Fixtures.read("progressive.jpg"), length);
    assertThatThrownBy(() -> codec.decode(cut))
        .hasMessage(
            "JPEG of 16x12 stops after %d bytes without its end marker but must be whole; copy or download it again",
            length)
        .extracting(e -> ((BadImageException) e).reason())
        .isEqualTo(TRUNCATED);
  }

  @Test
  void aWrongChecksumBesideTheImageOfAPngIsPassedOver() {
    var whole = Fixtures.read("palette.png");
    for (var type : List.of("tEXt", "eXIf", "gAMA", "acTL", "iCCP")) {
      var longer = Fixtures.withPngChunk(whole, type, Fixtures.exif(6));
      longer[33 + 8 + 26 + 3]++; // the last byte of the checksum
      if (type.equals("iCCP")) {
        readsAs(whole, longer, CHECKSUM, "color profile of the PNG is damaged, left out");
      } else {
        readsAs(whole, longer, CHECKSUM);
      }
    }
  }

  /** As libpng has it: what may be damaged says nothing. */
  @Test
  void transparencyWithAWrongChecksumIsNone() {
    var png = Fixtures.read("palette-transparent.png");
    png[Fixtures.indexOf(png, 't', 'R', 'N', 'S') + 4] ^= 1;
    try (var decoded = codec.decodeWithNotes(png)) {
      assertThat(decoded.image()).hasToString("16x12 x 3 UINT8");
      assertThat(decoded.notes()).containsExactly(CHECKSUM);
    }
  }

  @Test
  void aPngWithoutItsFrameAmongTheAnimatedOnesGivesItsDefaultImage() {
    var whole = Fixtures.read("palette.png");
    int end = whole.length - 12;
    var control = ByteBuffer.allocate(26).putInt(0).putInt(16).putInt(12).array();
    var frame = ByteBuffer.allocate(60).putInt(1).array();
    var animated = Fixtures.insert(whole, end, Fixtures.pngChunk("fdAT", frame));
    animated = Fixtures.insert(animated, end, Fixtures.pngChunk("fcTL", control));
    animated =
        Fixtures.withPngChunk(animated, "acTL", ByteBuffer.allocate(8).putInt(2).putInt(0).array());
    readsAs(whole, animated, "animated PNG with 2 frames, default image used");
  }

  @Test
  void aWebpMayBeAsShortAs28Bytes() {
    try (var image =
        codec.decode(Base64.getDecoder().decode("UklGRhQAAABXRUJQVlA4TAgAAAAvY8AYEIiICA=="))) {
      assertThat(image).hasToString("100x100 x 4 UINT8");
    }
  }

  @Test
  void aPngOfAppleIsNamed() {
    var png = Fixtures.read("palette.png");
    var apple = Fixtures.insert(png, 8, Fixtures.pngChunk("CgBI", new byte[4]));
    assertThatThrownBy(() -> codec.decode(apple))
        .hasMessage(
            "PNG is of the kind CgBI, which only Apple's iOS reads: it must be a plain PNG; convert it with pngcrush -revert-iphone-optimizations")
        .extracting(e -> ((BadImageException) e).reason())
        .isEqualTo(UNSUPPORTED);
  }

  @Test
  void aPngOfAColorTypeThatDoesNotExistIsDamaged() {
    var png = Fixtures.png(2, 2, new byte[20]);
    var header = ByteBuffer.allocate(13).putInt(2).putInt(2).put((byte) 8).put((byte) 5).array();
    System.arraycopy(Fixtures.pngChunk("IHDR", header), 0, png, 8, 25);
    assertThatThrownBy(() -> codec.decode(png))
        .hasMessage(
            "PNG has color type 5 with 8 bits, which no PNG can have; the file is damaged, replace it")
        .extracting(e -> ((BadImageException) e).reason())
        .isEqualTo(CORRUPT);
  }

  /** Of each kind the first, the tenth and the hundredth. */
  @Test
  void saysTheLogNowAndThen() {
    var logged = new ArrayList<String>();
    var appender =
        new AbstractAppender("reported", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            logged.add(event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    var logger = (Logger) LogManager.getLogger(DecodeLog.class);
    logger.addAppender(appender);
    logger.setLevel(Level.WARN);
    try {
      var header = // frames that no other test has
          new ImageHeader(
              ImageFormat.GIF, new Size(3, 2), 3, 8, 777, 1, ImageHeader.Colors.UNNAMED_ALPHA);
      for (int i = 0; i < 120; i++) {
        DecodeLog.log(header);
      }
    } finally {
      logger.removeAppender(appender);
    }
    assertThat(logged)
        .filteredOn(line -> line.contains("names no alpha"))
        .containsExactly(
            "Image of 3x2: GIF names no alpha, its fourth channel is taken as such (number 1 of this kind)",
            "Image of 3x2: GIF names no alpha, its fourth channel is taken as such (number 10 of this kind)",
            "Image of 3x2: GIF names no alpha, its fourth channel is taken as such (number 100 of this kind)");
  }
}
