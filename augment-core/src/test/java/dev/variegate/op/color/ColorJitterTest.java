package dev.variegate.op.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class ColorJitterTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new ColorJitter(
        Range.of(0.5, 0.7), Range.fixed(1.2), Range.fixed(0.2), Range.fixed(0.3));
  }

  @Test
  void doesTheFourInTheDrawnOrder() {
    var given = new int[] {200, 120, 40, 10, 90, 250};
    var results = new java.util.HashSet<String>();
    for (int order = 0; order < 24; order++) {
      var made =
          TestImages.run(new ColorJitter.At(order, 1.6, 0.5, 1.9, 0.2), TestImages.rgb(given));
      results.add(java.util.Arrays.toString(made));
    }
    assertThat(results).hasSizeGreaterThan(12);
    var first =
        TestImages.run(
            new Hue.At(0.2),
            TestImages.rgb(
                TestImages.run(
                    new Saturation.At(1.9),
                    TestImages.rgb(
                        TestImages.run(
                            new Contrast.At(0.5),
                            TestImages.rgb(
                                TestImages.run(new Brightness.At(1.6), TestImages.rgb(given))))))));
    var together = TestImages.run(new ColorJitter.At(0, 1.6, 0.5, 1.9, 0.2), TestImages.rgb(given));
    for (int i = 0; i < first.length; i++) {
      // OpenCV mixes channels by itself with other roundings than in one pass.
      assertThat(together[i]).isCloseTo(first[i], within(1));
    }
  }

  @Test
  void refusesAHueBeyondHalfATurn() {
    assertThatThrownBy(
            () -> new ColorJitter(Range.fixed(1), Range.fixed(1), Range.fixed(1), Range.of(-1, 1)))
        .hasMessage(
            "Color-jitter hue (fraction of a full turn) is [-1.0, 1.0] but must stay within [-0.5, 0.5]; narrow the range");
  }
}
