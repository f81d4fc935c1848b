package dev.variegate.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitFloatsTest {

  @Test
  void everyEightBitLevelComesBackAsItWas() {
    var levels = new byte[256];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) i;
    }
    try (var image = Image.ofBytes(256, 1, 1, levels);
        var back = UnitFloats.bytes(image.size(), 1, UnitFloats.of(image))) {
      assertThat(back.sameSamples(image)).isTrue();
    }
  }

  @Test
  void fullIntensityIsOneInEveryType() {
    try (var shorts = Image.ofShorts(2, 1, 1, (short) 0, (short) 65535);
        var floats = Image.ofFloats(2, 1, 1, -0.5f, 1)) {
      assertThat(UnitFloats.of(shorts)).containsExactly(0, 1);
      assertThat(UnitFloats.of(floats)).containsExactly(-0.5f, 1);
    }
  }

  @Test
  void roundsHalfUpAndClips() {
    try (var made =
        UnitFloats.bytes(new Size(4, 1), 1, new float[] {-0.2f, 0.5f, 127.4f / 255, 1.3f})) {
      assertThat(made.toBytes()).containsExactly(0, 128, 127, 255);
    }
  }

  @Test
  void levelsAreRoundedAsExactNumbersAre() {
    for (double level = -1; level < 257; level += 0.25) {
      for (double near : new double[] {Math.nextDown(level), level, Math.nextUp(level)}) {
        double rounded = Math.max(0, Math.min(255, Math.floor(near + 0.5)));
        assertThat(Byte.toUnsignedInt(UnitFloats.sample(near)))
            .as("%s", near)
            .isEqualTo((int) rounded);
      }
    }
    assertThat(UnitFloats.sample(Double.NaN)).isZero();
    assertThat(UnitFloats.sample(1e30)).isEqualTo((byte) 255);
    assertThat(UnitFloats.sample(-1e30)).isZero();
  }
}
