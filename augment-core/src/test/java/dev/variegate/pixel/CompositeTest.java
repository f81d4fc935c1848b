package dev.variegate.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class CompositeTest {

  @Test
  void fillsTheHoleAndNothingElse() {
    try (var image = TestImages.rgb(1, 2, 3, 4, 5, 6);
        var filled = TestImages.rgb(91, 92, 93, 94, 95, 96);
        var mask = TestImages.gray(2, 1, 0, 255);
        var result = Composite.intoHole(image, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(1, 2, 3, 94, 95, 96);
      assertThat(TestImages.samples(image)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void keepsSixteenBitsOutsideTheHole() {
    try (var image = Image.ofShorts(2, 1, 1, (short) 12345, (short) 777);
        var filled = TestImages.gray(2, 1, 9, 255);
        var mask = TestImages.gray(2, 1, 0, 1);
        var result = Composite.intoHole(image, filled, mask)) {
      assertThat(result.toShorts()).containsExactly((short) 12345, (short) 65535);
    }
  }

  @Test
  void roundsAndClipsFloatsIntoBytes() {
    try (var image = TestImages.gray(3, 1, 7, 8, 9);
        var filled = Image.ofFloats(3, 1, 1, 1.2f, -0.3f, 0.5f);
        var mask = TestImages.gray(3, 1, 255, 255, 255);
        var result = Composite.intoHole(image, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(255, 0, 128);
    }
  }

  @Test
  void keepsTheAlphaOfTheImage() {
    try (var image = TestImages.ofSamples(1, 1, 4, 1, 2, 3, 77);
        var filled = TestImages.rgb(91, 92, 93);
        var mask = TestImages.gray(1, 1, 255);
        var result = Composite.intoHole(image, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(91, 92, 93, 77);
    }
  }

  @Test
  void turnsColorsIntoGrayForAGrayImageAndGrayIntoEqualColors() {
    try (var gray = TestImages.gray(1, 1, 7);
        var rgb = TestImages.rgb(255, 0, 0);
        var rgba = TestImages.ofSamples(1, 1, 4, 255, 0, 0, 9);
        var mask = TestImages.gray(1, 1, 255);
        var first = Composite.intoHole(gray, rgb, mask);
        var second = Composite.intoHole(rgb, gray, mask);
        var third = Composite.intoHole(gray, rgba, mask)) {
      assertThat(TestImages.samples(first)).containsExactly(76);
      assertThat(TestImages.samples(second)).containsExactly(7, 7, 7);
      assertThat(TestImages.samples(third)).containsExactly(76);
    }
  }

  @Test
  void refusesAFilledImageOfAnotherSize() {
    try (var image = TestImages.smooth(4, 3, 3, SampleType.UINT8);
        var filled = TestImages.smooth(3, 4, 3, SampleType.UINT8);
        var mask = TestImages.gray(4, 3, new int[12])) {
      assertThatThrownBy(() -> Composite.intoHole(image, filled, mask))
          .hasMessage(
              "Filled image is 3x4 but must be 4x3, the size of its source; resize one of them");
    }
  }
}
