package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaletteIndicesTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final int WIDTH = 7;
  private static final int HEIGHT = 3;

  /** As the masks of Pascal VOC: entry 0 black, others of any color, the last far up. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aMaskHasTheNumbersOfItsPalette(int bits) throws IOException {
    var encoded = png(bits);
    try (var mask = CODEC.decodeMask(encoded);
        var image = CODEC.decode(encoded)) {
      assertThat(mask.channels()).isEqualTo(1);
      assertThat(image.channels()).isEqualTo(3);
      var samples = mask.toBytes();
      for (int i = 0; i < samples.length; i++) {
        assertThat(samples[i]).isEqualTo((byte) number(i, bits));
      }
    }
  }

  @Test
  void aMaskWithoutAPaletteIsDecodedAsAnImage() {
    var samples = new byte[WIDTH * HEIGHT];
    samples[3] = 9;
    try (var image = Image.ofBytes(WIDTH, HEIGHT, 1, samples);
        var mask = CODEC.decodeMask(CODEC.encode(image, Encoding.parse("png")))) {
      assertThat(mask.sameSamples(image)).isTrue();
    }
  }

  @Test
  void aDamagedMaskIsABadImage() throws IOException {
    var cut = Arrays.copyOf(png(8), 60);
    assertThatThrownBy(() -> CODEC.decodeMask(cut)).isInstanceOf(BadImageException.class);
  }

  private static int number(int place, int bits) {
    return place * 37 % (1 << bits);
  }

  private static byte[] png(int bits) throws IOException {
    int entries = 1 << bits;
    var colors = new byte[3][entries];
    for (int i = 1; i < entries; i++) {
      colors[0][i] = (byte) (255 - i);
      colors[1][i] = (byte) (7 * i);
      colors[2][i] = (byte) 200;
    }
    var model = new IndexColorModel(bits, entries, colors[0], colors[1], colors[2]);
    int type = bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY;
    var image = new BufferedImage(WIDTH, HEIGHT, type, model);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int row = i / WIDTH;
      image.getRaster().setSample(i % WIDTH, row, 0, number(i, bits));
    }
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", out)).isTrue();
    return out.toByteArray();
  }
}
