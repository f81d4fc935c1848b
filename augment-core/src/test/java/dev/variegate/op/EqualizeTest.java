package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EqualizeTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new Equalize();
  }

  @Test
  void leavesAChannelOfOneLevel() {
    assertThat(Pictures.run(new Equalize.At(), Pictures.grey(2, 1, 9, 9))).containsExactly(9, 9);
  }

  @Test
  void spreadsTwoHalvesToBlackAndWhite() {
    var samples = new int[1024];
    java.util.Arrays.fill(samples, 0, 512, 100);
    java.util.Arrays.fill(samples, 512, 1024, 101);
    var made = Pictures.run(new Equalize.At(), Pictures.grey(32, 32, samples));
    assertThat(made[0]).isZero();
    assertThat(made[1023]).isEqualTo(255);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                Catalogue.load()
                    .find("equalize")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("mode", 1)))
        .hasMessage("Equalize is given [mode], must be given []; give each once");
  }
}
