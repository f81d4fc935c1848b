package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.image.Border;
import org.junit.jupiter.api.Test;

class KebabCaseTest {

  private enum Odd {
    TWO_WORDS
  }

  @Test
  void writesJavaNamesInKebabCase() {
    assertThat(KebabCase.kebab("RandomResizedCrop")).isEqualTo("random-resized-crop");
    assertThat(KebabCase.kebab("shearX")).isEqualTo("shear-x");
    assertThat(KebabCase.kebab("Rotate90")).isEqualTo("rotate90");
    assertThat(KebabCase.kebab(Border.REFLECT101)).isEqualTo("reflect101");
    assertThat(KebabCase.kebab(Odd.TWO_WORDS)).isEqualTo("two-words");
  }
}
