package dev.variegate.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChannelShuffleTest extends AugmentationContract {

  @Override
  Augmentation sample() {
    return new ChannelShuffle();
  }

  @Test
  void givesEveryOrderAndNothingElse() {
    var seen = new java.util.HashSet<java.util.List<Integer>>();
    for (long seed = 1; seed < 200; seed++) {
      var made = Pictures.run(new ChannelShuffle.At(seed), Pictures.rgb(10, 20, 30));
      assertThat(made).containsExactlyInAnyOrder(10, 20, 30);
      seen.add(java.util.Arrays.stream(made).boxed().toList());
    }
    assertThat(seen).hasSize(6);
  }

  @Test
  void leavesAlpha() {
    assertThat(Pictures.run(new ChannelShuffle.At(3), Pictures.ofSamples(1, 1, 4, 1, 2, 3, 99))[3])
        .isEqualTo(99);
  }

  @Test
  void hasNoParameters() {
    assertThatThrownBy(
            () ->
                Catalogue.load()
                    .find("channel-shuffle")
                    .orElseThrow()
                    .augmentation(java.util.Map.of("x", 1)))
        .hasMessage("ChannelShuffle is given [x], must be given []; give each once");
  }
}
