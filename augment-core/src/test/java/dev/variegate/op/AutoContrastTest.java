package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AutoContrastTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new AutoContrast();
  }

  @Test
  void spreadsEachChannelByItself() {
    assertThat(Pictures.run(new AutoContrast.At(), Pictures.rgb(50, 7, 0, 100, 7, 255, 60, 7, 3)))
        .containsExactly(0, 7, 0, 255, 7, 255, 51, 7, 3);
  }

  @Test
  void spreadsFloatsOverTheUnit() {
    try (var image = dev.variegate.image.Image.ofFloats(3, 1, 1, 0.25f, 0.5f, 0.75f);
        var made = new AutoContrast.At().lower(image.size()).apply(image)) {
      assertThat(made.toFloats()[0]).isZero();
      assertThat(made.toFloats()[1]).isCloseTo(0.5f, org.assertj.core.api.Assertions.within(1e-4f));
      assertThat(made.toFloats()[2]).isEqualTo(1f);
    }
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                Catalogue.load()
                    .find("auto-contrast")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("cutoff", 1)))
        .hasMessage("AutoContrast is given [cutoff], must be given []; give each once");
  }
}
