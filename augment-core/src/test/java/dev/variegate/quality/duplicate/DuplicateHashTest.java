package dev.variegate.quality.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import dev.variegate.testing.Scenes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DuplicateHashTest {

  private static final int IMAGES = 300;
  private static final int TABLES = 16;

  private static List<byte[]> scenes;
  private static DuplicateHash hash;

  @BeforeAll
  static void fit() {
    scenes = copies(image -> image.copy());
    hash = DuplicateHash.fit(scenes, IMAGES, TABLES);
  }

  private static List<byte[]> copies(UnaryOperator<Image> change) {
    var copies = new ArrayList<byte[]>();
    for (int i = 0; i < IMAGES; i++) {
      try (var image = Scenes.of(i, 48);
          var copy = change.apply(image)) {
        copies.add(LumaThumbnail.of(copy));
      }
    }
    return copies;
  }

  private static boolean meet(byte[] one, byte[] other) {
    var hashes = hash.of(other);
    return Arrays.stream(hash.of(one)).anyMatch(of -> LongStream.of(hashes).anyMatch(h -> h == of));
  }

  private static long met(List<byte[]> copies) {
    return IntStream.range(0, IMAGES).filter(i -> meet(scenes.get(i), copies.get(i))).count();
  }

  @Test
  void copiesMeet() {
    assertThat(met(copies(image -> Scenes.recompressed(image, 30)))).isGreaterThan(290);
    assertThat(met(copies(image -> Scenes.resized(image, 0.8)))).isGreaterThan(290);
    assertThat(met(copies(image -> Scenes.cropped(image, 2)))).isGreaterThan(285);
  }

  @Test
  void othersSeldomMeet() {
    long met = 0;
    for (int i = 0; i < IMAGES; i++) {
      for (int j = i + 1; j < IMAGES; j++) {
        met += meet(scenes.get(i), scenes.get(j)) ? 1 : 0;
      }
    }
    assertThat(met).isLessThan(IMAGES * 10L); // of 44,850 pairs
  }

  /** Nothing can be learned of them. */
  @Test
  void setsOfEqualImagesAreHashed() {
    for (int number : new int[] {1, 2, 3, 50}) {
      var equal = Collections.nCopies(number, scenes.get(7));
      var learned = DuplicateHash.fit(equal, number, TABLES);
      assertThat(learned.of(scenes.get(7))).isNotEmpty();
    }
  }

  @Test
  void flatImagesMeetTheirLikeAlone() {
    var flat = DuplicateHash.fit(List.of(new byte[1024], new byte[1024]), 2, TABLES);
    var gray = new byte[1024];
    Arrays.fill(gray, (byte) 90);
    assertThat(flat.of(gray)).hasSize(1).isEqualTo(flat.of(gray.clone()));
    assertThat(flat.of(gray)).isNotEqualTo(flat.of(new byte[1024]));
  }
}
