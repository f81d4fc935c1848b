package dev.variegate.quality.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.variegate.image.Image;
import dev.variegate.testing.Scenes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThumbnailSetTest {

  private static final int IMAGES = 200;

  private static List<byte[]> scenes(int from, int to, UnaryOperator<Image> change) {
    return IntStream.range(from, to)
        .mapToObj(
            i -> {
              try (var image = Scenes.of(i, 48);
                  var changed = change.apply(image)) {
                return LumaThumbnail.of(changed);
              }
            })
        .toList();
  }

  private static ThumbnailSet set(List<byte[]> thumbnails) {
    return new ThumbnailSet(
        thumbnails, DuplicateHash.fit(thumbnails, Math.max(1, thumbnails.size()), 20));
  }

  private static long found(ThumbnailSet set, List<byte[]> images) {
    return images.stream().filter(image -> set.similarity(image) >= 0.99).count();
  }

  @Test
  void nearDuplicatesAreFoundAndOtherImagesAreNot() {
    var set = set(scenes(0, IMAGES, Image::copy));
    assertThat(found(set, scenes(0, IMAGES, image -> Scenes.recompressed(image, 30))))
        .isGreaterThan(190);
    assertThat(found(set, scenes(0, IMAGES, image -> Scenes.cropped(image, 2)))).isGreaterThan(190);
    assertThat(found(set, scenes(IMAGES, 2 * IMAGES, Image::copy))).isZero();
  }

  @Test
  void theScoreIsThatOfTheMostAlikeImageWhateverTheOrder() {
    var thumbnails = new ArrayList<>(scenes(0, IMAGES, Image::copy));
    var set = set(thumbnails);
    var hash = DuplicateHash.fit(thumbnails, IMAGES, 20);
    Collections.shuffle(thumbnails, new Random(5));
    var shuffled = new ThumbnailSet(thumbnails, hash);
    for (var copy : scenes(0, 40, image -> Scenes.recompressed(image, 60))) {
      double highest =
          thumbnails.stream()
              .mapToDouble(each -> Registration.similarity(copy, each))
              .max()
              .orElse(0);
      assertThat(set.similarity(copy)).isEqualTo(highest).isEqualTo(shuffled.similarity(copy));
    }
  }

  @Test
  void equalImagesCountOnce() {
    var scenes = scenes(0, 3, Image::copy);
    var twice = new ArrayList<>(scenes);
    twice.addAll(scenes(0, 3, Image::copy));
    var set = set(twice);
    assertThat(set.thumbnails()).hasSize(3);
    scenes.forEach(each -> assertThat(set.similarity(each)).isEqualTo(1));
  }

  /** More than are compared with one image. */
  @Test
  void anEqualImageIsFoundInACrowd() {
    var crowd = scenes(0, 1, Image::copy).get(0);
    var thumbnails = new ArrayList<byte[]>();
    for (int i = 0; i < 1000; i++) {
      var changed = crowd.clone();
      changed[i] ^= 64;
      thumbnails.add(changed);
    }
    assertThat(set(thumbnails).similarity(thumbnails.get(700))).isGreaterThan(0.95);
  }

  /** All share their hashes; if each were looked at, the number of looks would be quadratic. */
  @Test
  void aCrowdOfThousandsIsLookedUpInLittleTime() {
    var crowd = scenes(0, 1, Image::copy).get(0);
    var thumbnails = new ArrayList<byte[]>();
    for (int i = 0; i < 20_000; i++) {
      var changed = crowd.clone();
      changed[i % 1000] ^= (byte) (1 + i / 1000);
      thumbnails.add(changed);
    }
    var set = set(thumbnails);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 20_000; i += 20) {
            assertThat(set.similarity(thumbnails.get(i))).isEqualTo(1);
          }
        });
  }

  @Test
  void tenThousandEqualImagesAreOne() {
    var equal = Collections.nCopies(10_000, scenes(0, 1, Image::copy).get(0));
    assertThat(set(equal).thumbnails()).hasSize(1);
  }

  @Test
  void aSetOfOneImageKnowsIt() {
    var one = scenes(0, 1, Image::copy);
    assertThat(set(one).similarity(one.get(0))).isEqualTo(1);
    assertThat(set(one).similarity(scenes(9, 10, Image::copy).get(0))).isLessThan(0.9);
  }
}
