package dev.variegate.codec;

import static dev.variegate.image.BadImageException.Reason.CORRUPT;
import static dev.variegate.image.BadImageException.Reason.TOO_LARGE;
import static dev.variegate.image.BadImageException.Reason.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.BadImageException.Reason;
import dev.variegate.image.Fixtures;
import dev.variegate.image.SampleImages;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public class GifReaderTest {

  private final ImageCodec codec = new ImageCodec();

  /**
   * A canvas of red, green, blue and white, and one frame of 2x2 pixels, red green / blue white.
   *
   * @param control flags of the graphic control extension; none where negative
   */
  private static byte[] gif(int width, int height, int left, int top, int control, int flags) {
    var file = new ByteArrayOutputStream();
    file.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(new byte[] {(byte) width, 0, (byte) height, 0, (byte) 0x81, 0, 0});
    file.writeBytes(HexFormat.of().parseHex("ff000000ff000000ffffffff"));
    if (control >= 0) {
      file.writeBytes(new byte[] {0x21, (byte) 0xf9, 4, (byte) control, 0, 0, 3, 0});
    }
    file.writeBytes(new byte[] {0x2c, (byte) left, 0, (byte) top, 0, 2, 0, 2, 0, (byte) flags});
    // clear 0 1 2 3 end, the first four of 3 bits, then of 4: lowest bits first
    file.writeBytes(HexFormat.of().parseHex("02" + "03" + "443405" + "00" + "3b"));
    return file.toByteArray();
  }

  /** The frame in the corner of a large canvas. */
  public static byte[] smallFrame() {
    return gif(200, 100, 198, 98, -1, 0);
  }

  @Test
  void aFrameThatCoversTheCanvasIsRgb() {
    try (var image = codec.decode(gif(2, 2, 0, 0, -1, 0))) {
      assertThat(image).hasToString("2x2 x 3 UINT8");
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo("255 0 0");
      assertThat(SampleImages.pixel(image, 1, 0)).isEqualTo("0 255 0");
      assertThat(SampleImages.pixel(image, 0, 1)).isEqualTo("0 0 255");
      assertThat(SampleImages.pixel(image, 1, 1)).isEqualTo("255 255 255");
    }
  }

  @Test
  void whatNoFrameCoversIsTransparent() {
    try (var image = codec.decode(gif(4, 3, 1, 1, -1, 0))) {
      assertThat(image).hasToString("4x3 x 4 UINT8");
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo("0 0 0 0");
      assertThat(SampleImages.pixel(image, 1, 1)).isEqualTo("255 0 0 255");
      assertThat(SampleImages.pixel(image, 3, 2)).isEqualTo("0 0 0 0");
    }
  }

  @Test
  void theTransparentColorBecomesAlpha() {
    try (var image = codec.decode(gif(2, 2, 0, 0, 1, 0))) {
      assertThat(SampleImages.pixel(image, 0, 0)).isEqualTo("255 0 0 255");
      assertThat(SampleImages.pixel(image, 1, 1)).isEqualTo("255 255 255 0");
    }
  }

  @Test
  void aCanvasGrowsToItsFirstFrame() {
    try (var image = codec.decode(gif(1, 1, 3, 0, -1, 0))) {
      assertThat(image).hasToString("5x2 x 4 UINT8");
    }
  }

  /** The JDK's writer fills the table of codes and clears it. */
  @ParameterizedTest
  @CsvSource({"2", "16", "256"})
  void readsWhatTheJdkWrites(int colors) throws IOException {
    var reds = new byte[colors];
    for (int i = 0; i < colors; i++) {
      reds[i] = (byte) (i * 255 / (colors - 1));
    }
    int bits = Integer.numberOfTrailingZeros(colors);
    var model = new IndexColorModel(bits, colors, reds, new byte[colors], reds);
    var drawn = new BufferedImage(190, 170, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int i = 0; i < 190 * 170; i++) {
      drawn.getRaster().setSample(i % 190, i / 190, 0, (i * i / 7 + i / 190) % colors);
    }
    var file = new ByteArrayOutputStream();
    ImageIO.write(drawn, "gif", file); // interlaced
    try (var image = codec.decode(file.toByteArray())) {
      var samples = image.toBytes();
      for (int i = 0; i < 190 * 170; i++) {
        var color = new Color(drawn.getRGB(i % 190, i / 190));
        assertThat(samples[3 * i] & 0xff).isEqualTo(color.getRed());
        assertThat(samples[3 * i + 1] & 0xff).isEqualTo(color.getGreen());
      }
    }
  }

  private void refused(byte[] gif, Reason reason, String message) {
    assertThatThrownBy(() -> new ImageCodec(1000).decode(gif))
        .hasMessage(message)
        .isInstanceOfSatisfying(
            BadImageException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void refusesAFrameThatStopsEarly() {
    var gif = gif(2, 2, 0, 0, -1, 0);
    gif[gif.length - 6] = 1; // one byte of codes
    refused(
        Arrays.copyOf(gif, gif.length - 4),
        TRUNCATED,
        "GIF of 2x2 has 1 pixels of its first frame but must have 4; copy or download it again");
  }

  @Test
  void refusesCodesThatStandForNothing() {
    var gif = gif(2, 2, 0, 0, -1, 0);
    gif[gif.length - 5] = 0x3c; // clear, then a code beyond the table
    refused(
        gif,
        CORRUPT,
        "GIF of 2x2 has codes that stand for nothing; the file is damaged, replace it");
  }

  @Test
  void refusesMorePixelsThanAllowedBeforeItDecodesThem() {
    refused(
        gif(200, 100, 0, 0, -1, 0),
        TOO_LARGE,
        "GIF declares 200x100 = 20000 pixels but must not exceed 1000; shrink the image or raise the limit");
  }

  @Test
  void refusesAFileWithoutFrames() {
    var gif = gif(2, 2, 0, 0, -1, 0);
    gif[25] = 0x3b;
    refused(gif, CORRUPT, "GIF has no frame but must have one; replace the file");
  }

  @Test
  void survivesAnyDamagedByte() {
    var whole = Fixtures.read("animated.gif");
    for (int i = 6; i < whole.length; i++) {
      var damaged = whole.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      assertThatCode(() -> decodeOrRefuse(damaged)).doesNotThrowAnyException();
    }
  }

  private void decodeOrRefuse(byte[] bytes) {
    try {
      codec.decode(bytes).close();
    } catch (BadImageException refused) {
      assertThat(refused).hasMessageContaining(";");
    }
  }
}
