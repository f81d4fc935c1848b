package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InvertTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Invert();
  }

  @Test
  void turnsBlackToWhiteAndLeavesAlpha() {
    assertThat(Pictures.run(new Invert.At(), Pictures.ofSamples(1, 1, 4, 0, 100, 255, 9)))
        .containsExactly(255, 155, 0, 9);
  }

  @Test
  void undoesItself() {
    assertThat(Pictures.run(new Invert.At(), Pictures.grey(2, 1, 255 - 7, 255 - 200)))
        .containsExactly(7, 200);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                Catalogue.load()
                    .find("invert")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("x", 1)))
        .hasMessage("Invert is given [x], must be given []; give each once");
  }
}
