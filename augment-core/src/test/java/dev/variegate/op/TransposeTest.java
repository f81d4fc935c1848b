package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransposeTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Transpose();
  }

  @Test
  void makesRowsColumns() {
    assertThat(Pictures.run(new Transpose.At(), Pictures.grey(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(1, 4, 2, 5, 3, 6);
  }
}
