package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class GrayscaleTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Grayscale();
  }

  @Test
  void weighsGreenMost() {
    assertThat(TestImages.run(new Grayscale.At(), TestImages.rgb(255, 0, 0, 0, 255, 0, 0, 0, 255)))
        .containsExactly(76, 76, 76, 150, 150, 150, 29, 29, 29);
  }

  @Test
  void hasNoMeaningForBands() {
    try (var image = TestImages.smooth(4, 4, 5, dev.variegate.image.SampleType.UINT8)) {
      assertThatThrownBy(() -> new Grayscale.At().lower(image.size()).apply(image))
          .hasMessage(
              "An operation on colors is given an image with 5 channels but must be gray, RGB or RGBA; leave it out of the policy for such images");
    }
  }
}
