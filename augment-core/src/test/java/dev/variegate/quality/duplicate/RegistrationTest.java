package dev.variegate.quality.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.testing.Scenes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final int SIDE = 64;

  private static byte[] scene(int number) {
    try (var image = Scenes.of(number, SIDE)) {
      return LumaThumbnail.of(image);
    }
  }

  private static byte[] closed(Image image) {
    try (image) {
      return LumaThumbnail.of(image);
    }
  }

  @Test
  void anImageIsItself() {
    assertThat(Registration.similarity(scene(1), scene(1))).isEqualTo(1);
  }

  @Test
  void copiesAreAlikeAndTheSameBothWaysRound() {
    for (int number = 0; number < 20; number++) {
      try (var image = Scenes.of(number, SIDE)) {
        var own = LumaThumbnail.of(image);
        var copies =
            new byte[][] {
              closed(Scenes.recompressed(image, 30)),
              closed(Scenes.resized(image, 0.8)),
              closed(Scenes.resized(image, 1.2)),
              closed(Scenes.cropped(image, 3))
            };
        for (var copy : copies) {
          assertThat(Registration.similarity(own, copy)).isGreaterThan(0.99);
          assertThat(Registration.similarity(copy, own))
              .isEqualTo(Registration.similarity(own, copy));
        }
      }
    }
  }

  @Test
  void brightnessAndContrastDoNotCount() {
    var own = scene(4);
    var darker = own.clone();
    for (int i = 0; i < darker.length; i++) {
      darker[i] = (byte) (20 + (own[i] & 255) / 2);
    }
    assertThat(Registration.similarity(own, darker)).isGreaterThan(0.999);
  }

  @Test
  void otherImagesAreNotAlike() {
    for (int number = 0; number < 40; number += 2) {
      assertThat(Registration.similarity(scene(number), scene(number + 1))).isBetween(0.0, 0.7);
    }
  }

  /** What is left of it is noise, which says nothing. */
  @Test
  void aFlatImageIsLikeAnEqualOneAlone() {
    var gray = new byte[1024];
    Arrays.fill(gray, (byte) 90);
    assertThat(Registration.similarity(gray, gray.clone())).isEqualTo(1);
    assertThat(Registration.similarity(gray, new byte[1024])).isZero();
    assertThat(Registration.similarity(new byte[1024], scene(1))).isZero();
  }
}
