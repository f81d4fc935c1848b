package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class EqualizeTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Equalize();
  }

  @Test
  void leavesAChannelOfOneLevel() {
    assertThat(TestImages.run(new Equalize.At(), TestImages.gray(2, 1, 9, 9)))
        .containsExactly(9, 9);
  }

  @Test
  void spreadsTwoHalvesToBlackAndWhite() {
    var samples = new int[1024];
    java.util.Arrays.fill(samples, 0, 512, 100);
    java.util.Arrays.fill(samples, 512, 1024, 101);
    var made = TestImages.run(new Equalize.At(), TestImages.gray(32, 32, samples));
    assertThat(made[0]).isZero();
    assertThat(made[1023]).isEqualTo(255);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                OperationCatalog.load()
                    .find("equalize")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("mode", 1)))
        .hasMessage("Equalize is given [mode] but must be given []; give each once");
  }
}
