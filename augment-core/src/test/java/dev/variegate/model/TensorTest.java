package dev.variegate.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void holdsFloatsOrWholeNumbers() {
    assertThat(Tensor.of(new float[6], 2, 3)).hasToString("float32 [2, 3]");
    assertThat(Tensor.of(new long[] {5, 6}, 2)).hasToString("int64 [2]");
  }

  @Test
  void aRowIsOneEntryOfTheFirstAxis() {
    assertThat(Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2).row(1)).containsExactly(3, 4);
  }

  @Test
  void refusesAnotherNumberOfElementsThanItsShapeHas() {
    assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Tensor of shape [2, 3] is given 5 elements but must be 6; correct one of them");
  }
}
