package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class MedianBlurTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new MedianBlur(Range.of(1, 2));
  }

  @Test
  void takesSpecksAway() {
    var given = new int[25];
    java.util.Arrays.fill(given, 50);
    given[12] = 255;
    var flat = new int[25];
    java.util.Arrays.fill(flat, 50);
    assertThat(TestImages.run(new MedianBlur.At(1), TestImages.gray(5, 5, given)))
        .containsExactly(flat);
  }

  @Test
  void refusesLargeSquaresOnFloats() {
    try (var image = TestImages.smooth(9, 9, 3, dev.variegate.image.SampleType.FLOAT32)) {
      assertThatThrownBy(() -> new MedianBlur.At(3).lower(image.size()).apply(image))
          .hasMessage(
              "Median-blur of radius 3 is given an image of 32-bit floats but must be 8-bit; convert the image or leave the operation out");
    }
  }
}
