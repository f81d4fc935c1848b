package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.OperationCatalog;
import dev.variegate.op.TestImages;
import org.junit.jupiter.api.Test;

class ChannelShuffleTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ChannelShuffle();
  }

  @Test
  void givesEveryOrderAndNothingElse() {
    var seen = new java.util.HashSet<java.util.List<Integer>>();
    for (long seed = 1; seed < 200; seed++) {
      var made = TestImages.run(new ChannelShuffle.At(seed), TestImages.rgb(10, 20, 30));
      assertThat(made).containsExactlyInAnyOrder(10, 20, 30);
      seen.add(java.util.Arrays.stream(made).boxed().toList());
    }
    assertThat(seen).hasSize(6);
  }

  @Test
  void leavesAlpha() {
    assertThat(
            TestImages.run(new ChannelShuffle.At(3), TestImages.ofSamples(1, 1, 4, 1, 2, 3, 99))[3])
        .isEqualTo(99);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                OperationCatalog.load()
                    .find("channel-shuffle")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("x", 1)))
        .hasMessage("ChannelShuffle is given [x] but must be given []; give each once");
  }
}
