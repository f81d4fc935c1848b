package dev.variegate.op.dropout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ChannelDropoutTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ChannelDropout(Range.of(1, 2), 0.5);
  }

  @Test
  void replacesAsManyAsDrawnButNotAll() {
    for (long seed = 1; seed < 30; seed++) {
      assertThat(TestImages.run(new ChannelDropout.At(2, seed, 1), TestImages.rgb(10, 10, 10)))
          .containsExactlyInAnyOrder(10, 255, 255);
      assertThat(TestImages.run(new ChannelDropout.At(9, seed, 1), TestImages.rgb(10, 10, 10)))
          .containsExactlyInAnyOrder(10, 255, 255);
    }
    assertThat(TestImages.run(new ChannelDropout.At(1, 1, 1), TestImages.gray(1, 1, 10)))
        .containsExactly(10);
  }

  @Test
  void refusesNoChannels() {
    assertThatThrownBy(() -> new ChannelDropout(Range.of(0, 1), 0))
        .hasMessage(
            "Channel-dropout channels is [0.0, 1.0] but must stay within [1.0, 512.0]; narrow the range");
  }
}
