package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class YCbCrTest {

  private static final Offset<Float> EXACT = within(1e-6f);

  @Test
  void splitsThePrimariesByTheFormulaOfBt601() {
    try (var image = TestImages.rgb(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);
        var split = YCbCr.of(image)) {
      assertThat(split.luma().toFloats())
          .containsExactly(new float[] {.299f, .587f, .114f, 1}, EXACT);
      assertThat(split.cb().toFloats())
          .containsExactly(new float[] {-.168736f, -.331264f, .5f, 0}, EXACT);
      assertThat(split.cr().toFloats())
          .containsExactly(new float[] {.5f, -.418688f, -.081312f, 0}, EXACT);
    }
  }

  @ParameterizedTest
  @EnumSource(SampleType.class)
  void joinsToTheSameSamples(SampleType type) {
    try (var image = TestImages.smooth(20, 15, 3, type);
        var split = YCbCr.of(image);
        var joined = YCbCr.rgb(split.luma(), split.cb(), split.cr(), type)) {
      if (type == SampleType.FLOAT32) {
        assertThat(joined.toFloats()).containsExactly(image.toFloats(), EXACT);
      } else {
        assertThat(joined.sameSamples(image)).isTrue();
      }
    }
  }

  @Test
  void givesGrayNoColor() {
    try (var image = TestImages.gray(2, 1, 51, 255);
        var split = YCbCr.of(image)) {
      assertThat(split.luma().toFloats()).containsExactly(new float[] {.2f, 1}, EXACT);
      assertThat(split.cb().toFloats()).containsExactly(new float[2], EXACT);
      assertThat(split.cr().toFloats()).containsExactly(new float[2], EXACT);
    }
  }

  @Test
  void clipsWhatTheTypeCannotHold() {
    try (var luma = Image.ofFloats(1, 1, 1, 1f);
        var cb = Image.ofFloats(1, 1, 1, 0);
        var cr = Image.ofFloats(1, 1, 1, .5f);
        var joined = YCbCr.rgb(luma, cb, cr, SampleType.UINT8)) {
      assertThat(TestImages.samples(joined)).containsExactly(255, 164, 255);
    }
  }

  @Test
  void refusesPartsOfAnotherSize() {
    try (var luma = Image.ofFloats(2, 1, 1, 1f, 1f);
        var small = Image.ofFloats(1, 1, 1, 0)) {
      assertThatThrownBy(() -> YCbCr.rgb(luma, small, small, SampleType.UINT8))
          .hasMessage(
              "Color difference is 1x1 but must be 2x1, the size of luma; resize one of them");
    }
  }
}
