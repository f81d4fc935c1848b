package dev.variegate.op.blur;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class RingingTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Ringing(Range.of(3, 5), Range.fixed(0.5));
  }

  @Test
  void leavesWavesBesideAnEdge() {
    var edge = new int[40 * 40];
    for (int i = 0; i < edge.length; i++) {
      edge[i] = i % 40 < 20 ? 50 : 200;
    }
    var made = TestImages.run(new Ringing.At(8, 0.5), TestImages.gray(40, 40, edge));
    var row = java.util.Arrays.copyOfRange(made, 20 * 40, 21 * 40);
    assertThat(java.util.Arrays.stream(row).max().orElseThrow()).isGreaterThan(206);
    assertThat(java.util.Arrays.stream(row).min().orElseThrow()).isLessThan(44);
  }

  @Test
  void knowsTheBesselFunction() {
    assertThat(Ringing.At.bessel(1))
        .isEqualTo(0.4400505857, org.assertj.core.api.Assertions.within(1e-7));
    assertThat(Ringing.At.bessel(5))
        .isEqualTo(-0.3275791376, org.assertj.core.api.Assertions.within(1e-7));
    assertThat(Ringing.At.bessel(10))
        .isEqualTo(0.0434727462, org.assertj.core.api.Assertions.within(1e-7));
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new Ringing(Range.fixed(3), Range.fixed(0)))
        .hasMessage(
            "Ringing cutoff (fraction of the highest frequency) is [0.0, 0.0] but must stay within [0.05, 1.0]; narrow the range");
  }
}
