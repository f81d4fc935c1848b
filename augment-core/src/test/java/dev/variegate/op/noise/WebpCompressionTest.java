package dev.variegate.op.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class WebpCompressionTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new WebpCompression(Range.of(10, 20));
  }

  @Test
  void losesMoreAtALowerQuality() {
    try (var image = TestImages.smooth(64, 48, 3, SampleType.UINT8)) {
      assertThat(loss(image, 5)).isGreaterThan(2 * loss(image, 95));
    }
  }

  private static double loss(Image image, int quality) {
    try (var made = new WebpCompression.At(quality).lower(image.size()).apply(image)) {
      var ours = TestImages.samples(made);
      var given = TestImages.samples(image);
      double sum = 0;
      for (int i = 0; i < ours.length; i++) {
        sum += Math.abs(ours[i] - given[i]);
      }
      return sum / ours.length;
    }
  }

  @Test
  void refusesFloatsAndNoQuality() {
    try (var image = TestImages.smooth(8, 8, 3, SampleType.FLOAT32)) {
      assertThatThrownBy(() -> new WebpCompression.At(50).lower(image.size()).apply(image))
          .hasMessage(
              "Webp-compression is given an image of 32-bit floats but must be 8-bit; convert the image or leave the operation out");
    }
    assertThatThrownBy(() -> new WebpCompression(Range.of(0, 9)))
        .hasMessage(
            "Webp-compression quality is [0.0, 9.0] but must stay within [1.0, 100.0]; narrow the range");
  }
}
