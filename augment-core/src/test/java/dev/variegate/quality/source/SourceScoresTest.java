package dev.variegate.quality.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.image.Image;
import dev.variegate.op.blur.GaussianBlur;
import dev.variegate.quality.ImageStatistics;
import dev.variegate.testing.Scenes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SourceScoresTest {

  private static final UsualImage USUAL = new UsualImage(2, 100, 1.5);

  /** Gray images of 100 pixels: so many of one level, the others of another. */
  private static SourceScores of(int number, int level, int others) {
    var samples = new byte[100];
    Arrays.fill(samples, (byte) others);
    Arrays.fill(samples, 0, number, (byte) level);
    try (var image = Image.ofBytes(10, 10, 1, samples)) {
      return SourceScores.of(ImageStatistics.of(image));
    }
  }

  @Test
  void anImageIsDarkUnlessOneOfAHundredPixelsIsBright() {
    assertThat(of(1, 255, 51).dark()).isCloseTo(0.8, offset(1e-9));
    assertThat(of(2, 255, 51).dark()).isZero();
  }

  @Test
  void anImageIsLightUnlessATwentiethIsDark() {
    assertThat(of(4, 0, 255).light()).isEqualTo(1);
    assertThat(of(5, 0, 255).light()).isZero();
  }

  @Test
  void anEmptyImageHasNoEntropyAndOneOfTwoLevelsABit() {
    assertThat(of(0, 0, 90).lowEntropy()).isEqualTo(1);
    assertThat(of(50, 0, 90).lowEntropy()).isCloseTo(7 / 8.0, offset(1e-9));
  }

  @Test
  void scoresBesideAClassAreByTheMedian() {
    assertThat(USUAL.blurry(2)).isEqualTo(0.5);
    assertThat(USUAL.blurry(2 / 9.0)).isCloseTo(0.9, offset(1e-9));
    assertThat(USUAL.blurry(0)).isEqualTo(1);
    assertThat(new UsualImage(0, 1, 1).blurry(0)).isEqualTo(0.5);
    assertThat(USUAL.oddSize(100)).isZero();
    assertThat(USUAL.oddSize(1000)).isCloseTo(0.9, offset(1e-9));
    assertThat(USUAL.oddSize(10)).isCloseTo(0.9, offset(1e-9));
    assertThat(USUAL.oddAspect(3)).isEqualTo(0.5);
    assertThat(USUAL.oddAspect(0.75)).isEqualTo(0.5);
  }

  @Test
  void contrastDoesNotHideBlur() {
    try (var scene = Scenes.of(3, 64);
        var faint = scaled(scene, 0.3);
        var blurred = new GaussianBlur.At(3).lower(scene.size()).apply(scene)) {
      double sharp = ImageStatistics.of(scene).relativeSharpness();
      assertThat(ImageStatistics.of(faint).relativeSharpness())
          .isCloseTo(sharp, offset(sharp / 20));
      assertThat(ImageStatistics.of(blurred).relativeSharpness()).isLessThan(sharp / 9);
      assertThat(ImageStatistics.of(faint).sharpness())
          .isLessThan(ImageStatistics.of(scene).sharpness() / 9);
    }
  }

  private static Image scaled(Image image, double factor) {
    var samples = image.toBytes();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Math.round((samples[i] & 255) * factor);
    }
    return Image.ofBytes(image.width(), image.height(), image.channels(), samples);
  }
}
