package dev.variegate.benchmarks.modelcard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.ImageCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassImagesTest {

  @Test
  void aSheetShowsAClassARow() {
    var coat = new ClassImages("coat", 1, 2, List.of(new byte[] {0, (byte) 255}));
    var dress = new ClassImages("dress", 1, 2, List.of(new byte[] {51, 0}));
    try (var sheet = new ImageCodec().decode(SampleSheet.png(List.of(coat, dress), 1))) {
      assertThat(sheet.width()).isEqualTo(1);
      assertThat(sheet.toBytes()).containsExactly(0, 255, 51, 0);
    }
  }
}
