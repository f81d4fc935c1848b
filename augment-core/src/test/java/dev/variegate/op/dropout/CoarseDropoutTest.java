package dev.variegate.op.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Size;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class CoarseDropoutTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new CoarseDropout(Range.of(1, 2), Range.of(0.2, 0.4), Range.fixed(0.5), 1);
  }

  @Test
  void coversItsHolesAndNothingElse() {
    var size = new Size(50, 40);
    var flat = new int[2000];
    java.util.Arrays.fill(flat, 9);
    var step = new CoarseDropout.At(3, 5, 0.1, 0.3, 0.2, 0.2, 1);
    var holes = step.holes(size);
    assertThat(holes).hasSize(3).allMatch(hole -> hole.height() == 8);
    var made = TestImages.run(step, TestImages.gray(50, 40, flat));
    for (int i = 0; i < made.length; i++) {
      int x = i % 50;
      int y = i / 50;
      boolean covered =
          holes.stream()
              .anyMatch(
                  h -> x >= h.x() && x < h.x() + h.width() && y >= h.y() && y < h.y() + h.height());
      assertThat(made[i]).isEqualTo(covered ? 255 : 9);
    }
  }

  @Test
  void refusesNoHoles() {
    assertThatThrownBy(
            () -> new CoarseDropout(Range.of(0, 1), Range.fixed(0.1), Range.fixed(0.1), 0))
        .hasMessage(
            "Coarse-dropout holes is [0.0, 1.0] but must stay within [1.0, 1000.0]; narrow the range");
  }
}
