package dev.variegate.op.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class RandomErasingTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new RandomErasing(Range.of(0.1, 0.2), Range.fixed(2), Range.fixed(1));
  }

  @Test
  void coversItsRectangle() {
    assertThat(
            TestImages.run(
                new RandomErasing.At(1, 0, 2, 1, 0), TestImages.gray(4, 2, 5, 5, 5, 5, 5, 5, 5, 5)))
        .containsExactly(5, 0, 0, 5, 5, 5, 5, 5);
  }

  @Test
  void refusesNoArea() {
    assertThatThrownBy(() -> new RandomErasing(Range.fixed(0), Range.fixed(1), Range.fixed(0)))
        .hasMessage(
            "Erased area (fraction of the image) is [0.0, 0.0] but must be above 0 and up to 1; narrow the range");
  }
}
