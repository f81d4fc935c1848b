package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.benchmarks.training.LabeledImages;
import dev.variegate.codec.ImageCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassImagesTest {

  private static final LabeledImages SET =
      new LabeledImages(new byte[] {0, (byte) 255, 51, 0, 1, 2}, new byte[] {4, 3, 4}, 1, 2);

  @Test
  void takesTheImagesOfOneClass() {
    var images = ClassImages.real(SET, 4, "coat", 10);
    assertThat(images.samples()).containsExactly(new byte[] {0, (byte) 255}, new byte[] {1, 2});
    assertThat(ClassImages.real(SET, 4, "coat", 1).samples()).hasSize(1);
    assertThat(images.vectors().get(0)).containsExactly(0, 1);
  }

  @Test
  void aSheetShowsAClassARow() {
    var rows = List.of(ClassImages.real(SET, 4, "coat", 1), ClassImages.real(SET, 3, "dress", 1));
    try (var sheet = new ImageCodec().decode(SampleSheet.png(rows, 1))) {
      assertThat(sheet.size()).hasToString("2x2");
      assertThat(sheet.toBytes()).containsExactly(0, 255, 51, 0);
    }
  }
}
