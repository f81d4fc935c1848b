package dev.variegate.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.base.Sha256;
import dev.variegate.image.BadImageException;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SourceImageTest {

  private static final ImageCodec CODEC = new ImageCodec();

  @Test
  void everythingIsFoundOnce() {
    var encoded = jpeg();
    try (var source = new SourceImage(encoded, CODEC)) {
      assertThat(source.image()).isSameAs(source.image()).hasToString("24x16 x 3 UINT8");
      assertThat(source.sha256()).isSameAs(source.sha256()).isEqualTo(Sha256.hex(encoded));
      assertThat(source.profile()).isSameAs(source.profile()).isEmpty();
      assertThat(source.size()).isSameAs(source.size()).isEqualTo(new Size(24, 16));
      assertThat(source.encodingLike()).isEqualTo(Encoding.parse("jpeg"));
      assertThat(source.encoded()).isSameAs(encoded);
    }
  }

  @Test
  void whatTheHeaderSaysNeedsNoWholeImage() {
    var whole = jpeg();
    var cut = Arrays.copyOf(whole, whole.length - 40);
    try (var source = new SourceImage(cut, CODEC)) {
      assertThat(source.size()).isEqualTo(new Size(24, 16));
      assertThatThrownBy(source::image).isInstanceOf(BadImageException.class);
    }
  }

  @Test
  void closingGivesTheSamplesBack() {
    var source = new SourceImage(jpeg(), CODEC);
    var image = source.image();
    source.close();
    assertThatThrownBy(image::toBytes).isInstanceOf(IllegalStateException.class);
    source.close(); // more than once does no harm
  }

  private static byte[] jpeg() {
    var samples = new byte[24 * 16 * 3];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i * i);
    }
    try (var image = Image.ofBytes(24, 16, 3, samples)) {
      return CODEC.encode(image, Encoding.parse("jpeg"));
    }
  }
}
