package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.image.Size;
import dev.variegate.image.UnitFloats;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NetworkColorsTest {

  @Test
  void grayGoesIntoColorsThreeTimes() {
    try (var gray = Image.ofShorts(1, 1, 1, (short) 1000);
        var entering = NetworkColors.entering(gray, 3)) {
      assertThat(entering.toShorts()).containsExactly((short) 1000, (short) 1000, (short) 1000);
    }
  }

  @Test
  void colorsGoIntoOneChannelAsTheirLuma() {
    try (var rgba = Image.ofBytes(1, 1, 4, (byte) 255, (byte) 0, (byte) 0, (byte) 9);
        var entering = NetworkColors.entering(rgba, 1)) {
      assertThat(entering.type()).isEqualTo(SampleType.FLOAT32);
      assertThat(entering.toFloats()[0]).isCloseTo(0.299f, offset(1e-6f));
    }
  }

  @Test
  void alphaLeavesAsItCame() {
    try (var source = Image.ofBytes(2, 1, 4, bytes(1, 2, 3, 40, 5, 6, 7, 80));
        var entering = NetworkColors.entering(source, 3);
        var made = UnitFloats.floats(source.size(), 3, UnitFloats.of(entering));
        var left = NetworkColors.AS_MADE.leaving(made, source)) {
      assertThat(entering.toBytes()).containsExactly(1, 2, 3, 5, 6, 7);
      assertThat(left.sameSamples(source)).isTrue();
    }
  }

  @Test
  void alphaGrowsWithTheImage() {
    try (var source = Image.ofBytes(1, 1, 4, bytes(1, 2, 3, 40));
        var made = UnitFloats.floats(new Size(2, 1), 1, new float[] {0, 1});
        var left = NetworkColors.AS_MADE.leaving(made, source)) {
      assertThat(left.toBytes()).containsExactly(bytes(0, 0, 0, 40, 255, 255, 255, 40));
    }
  }

  @Test
  void aGraySourceTurnsToColorsOrStaysGray() {
    try (var source = Image.ofBytes(1, 1, 1, (byte) 9);
        var made = Image.ofFloats(1, 1, 3, 1, 0, 0);
        var colored = NetworkColors.AS_MADE.leaving(made, source);
        var gray = NetworkColors.GRAY_STAYS.leaving(made, source)) {
      assertThat(colored.toBytes()).containsExactly(bytes(255, 0, 0));
      assertThat(gray.toBytes()).containsExactly(bytes(76));
    }
  }

  @Test
  void aLumaTakesTheColorsOfItsSource() {
    try (var source =
            Image.ofBytes(2, 2, 3, bytes(200, 100, 50, 200, 100, 50, 200, 100, 50, 200, 100, 50));
        var luma = NetworkColors.entering(source, 1);
        var large = Resampling.BICUBIC.resample(luma, new Size(4, 4));
        var left = NetworkColors.LUMA_ALONE.leaving(large, source)) {
      assertThat(left.size()).isEqualTo(new Size(4, 4));
      var samples = left.toBytes();
      for (int i = 0; i < samples.length; i += 3) {
        assertThat(Arrays.copyOfRange(samples, i, i + 3)).containsExactly(bytes(200, 100, 50));
      }
    }
  }

  @Test
  void aGraySourceOfALumaStaysGray() {
    try (var source = Image.ofBytes(1, 1, 1, (byte) 9);
        var made = Image.ofFloats(1, 1, 1, 0.2f);
        var left = NetworkColors.LUMA_ALONE.leaving(made, source)) {
      assertThat(left.toBytes()).containsExactly(51);
    }
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
