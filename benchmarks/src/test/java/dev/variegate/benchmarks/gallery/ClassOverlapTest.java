package dev.variegate.benchmarks.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Image;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassOverlapTest {

  /** Of 6 pixels one is void, and one of the two roads is called sky. */
  @Test
  void isIntersectionOverUnionOfWhatHasAClass() {
    var overlap = new ClassOverlap(List.of("sky", "road", "car"));
    try (var truth = Image.ofBytes(3, 2, 1, new byte[] {0, 0, 1, 1, 2, 11});
        var mask = Image.ofBytes(3, 2, 1, new byte[] {0, 0, 1, 0, 2, 1})) {
      overlap.count(truth, mask);
    }
    assertThat(overlap.of(0)).isEqualTo(2.0 / 3);
    assertThat(overlap.of(1)).isEqualTo(1.0 / 2);
    assertThat(overlap.of(2)).isEqualTo(1);
    assertThat(overlap.toString().lines()).contains("  mean         0.722", "  pixels right 0.800");
  }
}
