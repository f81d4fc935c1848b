package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

  private enum Odd {
    TWO_WORDS
  }

  @Test
  void writesJavaNamesInKebabCase() {
    assertThat(Words.kebab("RandomResizedCrop")).isEqualTo("random-resized-crop");
    assertThat(Words.kebab("shearX")).isEqualTo("shear-x");
    assertThat(Words.kebab("Rotate90")).isEqualTo("rotate90");
    assertThat(Words.kebab(Border.REFLECT101)).isEqualTo("reflect101");
    assertThat(Words.kebab(Odd.TWO_WORDS)).isEqualTo("two-words");
  }
}
