package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class InvertTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Invert();
  }

  @Test
  void turnsBlackToWhiteAndLeavesAlpha() {
    assertThat(TestImages.run(new Invert.At(), TestImages.ofSamples(1, 1, 4, 0, 100, 255, 9)))
        .containsExactly(255, 155, 0, 9);
  }

  @Test
  void undoesItself() {
    assertThat(TestImages.run(new Invert.At(), TestImages.gray(2, 1, 255 - 7, 255 - 200)))
        .containsExactly(7, 200);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                OperationCatalog.load()
                    .find("invert")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("x", 1)))
        .hasMessage("Invert is given [x] but must be given []; give each once");
  }
}
