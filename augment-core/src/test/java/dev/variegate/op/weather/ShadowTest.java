package dev.variegate.op.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ShadowTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Shadow(Range.fixed(0.5), Range.fixed(0.5));
  }

  @Test
  void darkensItsBandAlone() {
    var flat = new int[20 * 10];
    java.util.Arrays.fill(flat, 100);
    var made = TestImages.run(new Shadow.At(0.5, 5, 4, 5, 4), TestImages.gray(20, 10, flat));
    for (int i = 0; i < made.length; i++) {
      int x = i % 20;
      assertThat(made[i]).isEqualTo(x >= 5 && x <= 9 ? 50 : 100);
    }
  }

  @Test
  void refusesLight() {
    assertThatThrownBy(() -> new Shadow(Range.fixed(-1), Range.fixed(0.5)))
        .hasMessage(
            "Shadow intensity is [-1.0, -1.0] but must stay within [0.0, 1.0]; narrow the range");
  }
}
