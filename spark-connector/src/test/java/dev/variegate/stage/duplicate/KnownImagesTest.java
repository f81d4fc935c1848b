package dev.variegate.stage.duplicate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KnownImagesTest {

  @Test
  void moreImagesThanAnExecutorHoldsAreRefused() {
    assertThatCode(() -> KnownImages.requireFew(KnownImages.TRAINING, 500_000))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> KnownImages.requireFew(KnownImages.TRAINING, 500_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Gate of \"training-similarity\" compares with 500001 different images but must with at most 500000, for each executor holds them; remove the gate, and check what was made with LeakageCheck");
  }
}
