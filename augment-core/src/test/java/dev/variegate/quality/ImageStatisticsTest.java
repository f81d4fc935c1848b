package dev.variegate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.image.Image;
import dev.variegate.quality.ImageStatistics.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageStatisticsTest {

  private static ImageStatistics of(int width, int height, int channels, byte[] samples) {
    try (var image = Image.ofBytes(width, height, channels, samples)) {
      return ImageStatistics.of(image);
    }
  }

  /** Vertical stripes of black and white, each some pixels wide. */
  private static byte[] stripes(int side, int each) {
    var samples = new byte[side * side];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % side / each % 2 == 0 ? 0 : 255);
    }
    return samples;
  }

  @Test
  void aPlainImageHasNoContrastEntropyOrSharpness() {
    var gray = of(4, 2, 1, new byte[] {51, 51, 51, 51, 51, 51, 51, 51});
    assertThat(gray.brightness()).isCloseTo(0.2, offset(1e-6));
    assertThat(gray.contrast()).isCloseTo(0, offset(1e-9));
    assertThat(gray.sharpness()).isCloseTo(0, offset(1e-9));
    assertThat(gray.entropy()).isZero();
    assertThat(gray.aspect()).isEqualTo(2);
    assertThat(gray.channels()).isEqualTo(1);
  }

  @Test
  void stripesHaveOneBitAndHalfOfTheContrast() {
    var fine = of(64, 64, 1, stripes(64, 2));
    assertThat(fine.brightness()).isCloseTo(0.5, offset(1e-6));
    assertThat(fine.contrast()).isCloseTo(0.5, offset(1e-6));
    assertThat(fine.entropy()).isCloseTo(1, offset(1e-9));
    assertThat(fine.sharpness()).isCloseTo(1, offset(1e-6)); // 1 or -1 at every pixel
    assertThat(of(64, 64, 1, stripes(64, 16)).sharpness()).isLessThan(fine.sharpness() / 4);
  }

  @Test
  void colorsCountByTheirLumaAndAlphaDoesNot() {
    var red = of(1, 1, 3, new byte[] {(byte) 255, 0, 0});
    assertThat(red.brightness()).isCloseTo(0.299, offset(1e-3));
    var clear = of(1, 1, 4, new byte[] {(byte) 255, 0, 0, 0});
    assertThat(clear.brightness()).isEqualTo(red.brightness());
  }

  @Test
  void sharpnessDoesNotHangOnTheSize() {
    double small = of(64, 64, 1, stripes(64, 8)).sharpness();
    assertThat(of(256, 256, 1, stripes(256, 32)).sharpness()).isCloseTo(small, offset(1e-6));
  }

  @Test
  void everyComponentIsAProperty() throws ReflectiveOperationException {
    var components = ImageStatistics.class.getRecordComponents();
    assertThat(ImageStatistics.PROPERTIES)
        .extracting(Property::name)
        .containsExactlyElementsOf(Arrays.stream(components).map(each -> each.getName()).toList());
    var fine = of(64, 64, 1, stripes(64, 2));
    for (int i = 0; i < components.length; i++) {
      var property = ImageStatistics.PROPERTIES.get(i);
      assertThat(property.of().apply(fine))
          .as(property.name())
          .isInstanceOf(property.type())
          .isEqualTo(components[i].getAccessor().invoke(fine));
    }
  }
}
