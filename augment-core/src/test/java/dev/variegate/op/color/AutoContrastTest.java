package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class AutoContrastTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new AutoContrast();
  }

  @Test
  void spreadsEachChannelByItself() {
    assertThat(
            TestImages.run(new AutoContrast.At(), TestImages.rgb(50, 7, 0, 100, 7, 255, 60, 7, 3)))
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
                OperationCatalog.load()
                    .find("auto-contrast")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("cutoff", 1)))
        .hasMessage("AutoContrast is given [cutoff] but must be given []; give each once");
  }
}
