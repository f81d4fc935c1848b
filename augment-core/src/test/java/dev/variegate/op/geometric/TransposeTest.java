package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class TransposeTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Transpose();
  }

  @Test
  void makesRowsColumns() {
    assertThat(TestImages.run(new Transpose.At(), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }
}
