package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ClaheTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Clahe(Range.fixed(10), 2);
  }

  @Test
  void spreadsAFlatImage() {
    var samples = new int[64 * 64];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 120 + i % 16;
    }
    var made = TestImages.run(new Clahe.At(40, 2), TestImages.gray(64, 64, samples));
    int spread =
        java.util.Arrays.stream(made).max().orElseThrow()
            - java.util.Arrays.stream(made).min().orElseThrow();
    assertThat(spread).isGreaterThan(60);
  }

  @Test
  void refusesNoTiles() {
    assertThatThrownBy(() -> new Clahe(Range.fixed(2), 0))
        .hasMessage("Clahe tiles is 0 but must stay within [1, 64]; give the tiles along a side");
  }
}
