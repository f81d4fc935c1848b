package dev.variegate.policy.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.SampleType;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class AugMixTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new AugMix();
  }

  @Test
  void isAMeanWhoseWeightsSumToOne() {
    // Nothing that COLOR draws changes an image of one black level, but solarize from level 256
    // on.
    for (long seed = 1; seed < 30; seed++) {
      var step = new AugMix.At(3, 1, 3, 3, 1, AugMix.Chains.COLOR, seed * 7_777_777_777_777L);
      assertThat(TestImages.run(step, TestImages.gray(2, 2, 0, 0, 0, 0)))
          .containsExactly(0, 0, 0, 0);
    }
  }

  @Test
  void leavesAConstantImageInTheMiddleOfItsChains() {
    for (long seed = 1; seed < 30; seed++) {
      var step = new AugMix.At(4, 1, 2, 1, 1, AugMix.Chains.COLOR, seed * 7_777_777_777_777L);
      // Level 1 keeps four bits, 96 = 6 * 16, and inverts from 230 up: none of them changes 96.
      assertThat(TestImages.run(step, TestImages.gray(2, 2, 96, 96, 96, 96)))
          .containsExactly(96, 96, 96, 96);
    }
  }

  @Test
  void keepsPixelsInTheirPlacesWhereItIsAskedTo() {
    var samples = new int[100 * 100];
    samples[50 * 100 + 50] = 255;
    for (long seed = 1; seed < 30; seed++) {
      var step = new AugMix.At(3, 1, 3, 3, 1, AugMix.Chains.COLOR, seed * 7_777_777_777_777L);
      var made = TestImages.run(step, TestImages.gray(100, 100, samples));
      made[50 * 100 + 50] = 0;
      assertThat(made).containsOnly(0);
    }
  }

  @Test
  void mixesDeepImagesAndBandsAndKeepsAlpha() {
    var step = new AugMix.At(3, 1, 3, 3, 1, AugMix.Chains.ALL, 99_999_999_999L);
    for (int channels : new int[] {1, 3, 4, 9}) {
      for (var type : SampleType.values()) {
        try (var image = TestImages.smooth(20, 16, channels, type);
            var made = step.lower(image.size()).apply(image)) {
          assertThat(made.type()).isEqualTo(type);
          assertThat(made.channels()).isEqualTo(channels);
          var before = TestImages.fractions(image);
          var after = TestImages.fractions(made);
          for (int i = 3; channels == 4 && i < after.length; i += 4) {
            assertThat(after[i]).isEqualTo(before[i]);
          }
        }
      }
    }
  }

  @Test
  void refusesChainsWithoutEnd() {
    assertThatThrownBy(() -> new AugMix(0, Range.of(1, 3), 3, 1, AugMix.Chains.ALL))
        .hasMessage("Aug-mix width is 0 but must stay within [1, 10]; give the number of chains");
    assertThatThrownBy(() -> new AugMix(3, Range.of(1, 30), 3, 1, AugMix.Chains.ALL))
        .hasMessage(
            "Aug-mix depth is [1.0, 30.0] but must stay within [1.0, 10.0]; narrow the range");
    assertThatThrownBy(() -> new AugMix(3, Range.of(1, 3), 30, 1, AugMix.Chains.ALL))
        .hasMessage(
            "Aug-mix severity is [30.0, 30.0] but must stay within [0.1, 10.0]; narrow the range");
  }
}
