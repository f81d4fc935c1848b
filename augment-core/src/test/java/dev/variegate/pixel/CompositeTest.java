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
    try (var picture = TestImages.rgb(1, 2, 3, 4, 5, 6);
        var filled = TestImages.rgb(91, 92, 93, 94, 95, 96);
        var mask = TestImages.grey(2, 1, 0, 255);
        var result = Composite.intoHole(picture, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(1, 2, 3, 94, 95, 96);
      assertThat(TestImages.samples(picture)).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void keepsSixteenBitsOutsideTheHole() {
    try (var picture = Image.ofShorts(2, 1, 1, (short) 12345, (short) 777);
        var filled = TestImages.grey(2, 1, 9, 255);
        var mask = TestImages.grey(2, 1, 0, 1);
        var result = Composite.intoHole(picture, filled, mask)) {
      assertThat(result.toShorts()).containsExactly((short) 12345, (short) 65535);
    }
  }

  @Test
  void roundsAndClipsFloatsIntoBytes() {
    try (var picture = TestImages.grey(3, 1, 7, 8, 9);
        var filled = Image.ofFloats(3, 1, 1, 1.2f, -0.3f, 0.5f);
        var mask = TestImages.grey(3, 1, 255, 255, 255);
        var result = Composite.intoHole(picture, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(255, 0, 128);
    }
  }

  @Test
  void keepsTheAlphaOfThePicture() {
    try (var picture = TestImages.ofSamples(1, 1, 4, 1, 2, 3, 77);
        var filled = TestImages.rgb(91, 92, 93);
        var mask = TestImages.grey(1, 1, 255);
        var result = Composite.intoHole(picture, filled, mask)) {
      assertThat(TestImages.samples(result)).containsExactly(91, 92, 93, 77);
    }
  }

  @Test
  void turnsColoursIntoGreyForAGreyPictureAndGreyIntoEqualColours() {
    try (var grey = TestImages.grey(1, 1, 7);
        var rgb = TestImages.rgb(255, 0, 0);
        var rgba = TestImages.ofSamples(1, 1, 4, 255, 0, 0, 9);
        var mask = TestImages.grey(1, 1, 255);
        var first = Composite.intoHole(grey, rgb, mask);
        var second = Composite.intoHole(rgb, grey, mask);
        var third = Composite.intoHole(grey, rgba, mask)) {
      assertThat(TestImages.samples(first)).containsExactly(76);
      assertThat(TestImages.samples(second)).containsExactly(7, 7, 7);
      assertThat(TestImages.samples(third)).containsExactly(76);
    }
  }

  @Test
  void refusesAFilledPictureOfAnotherSize() {
    try (var picture = TestImages.smooth(4, 3, 3, SampleType.UINT8);
        var filled = TestImages.smooth(3, 4, 3, SampleType.UINT8);
        var mask = TestImages.grey(4, 3, new int[12])) {
      assertThatThrownBy(() -> Composite.intoHole(picture, filled, mask))
          .hasMessage(
              "Filled picture is 3x4, must be 4x3, the size of its source; resize one of them");
    }
  }
}
