package dev.variegate.op.geometric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Border;
import dev.variegate.op.Augmentation;
import dev.variegate.op.AugmentationContract;
import dev.variegate.op.TestImages;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class TranslateTest extends AugmentationContract {

  @Override
  public Augmentation sample() {
    return new Translate(Range.of(-0.5, 0.5), Range.fixed(0.1), Border.WRAP, 0);
  }

  @Test
  void movesRightAndDown() {
    assertThat(
            TestImages.run(
                new Translate.At(1, 1, Border.CONSTANT, 1),
                TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(255, 255, 255, 255, 1, 2);
  }

  @Test
  void mirrorsWithoutTheEdge() {
    assertThat(
            TestImages.run(
                new Translate.At(2, 0, Border.REFLECT101, 0),
                TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(3, 2, 1, 6, 5, 4);
  }

  @Test
  void drawsTheEdgeOut() {
    assertThat(
            TestImages.run(
                new Translate.At(-1, 0, Border.REPLICATE, 0),
                TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(2, 3, 3, 5, 6, 6);
  }

  @Test
  void wrapsAround() {
    assertThat(
            TestImages.run(
                new Translate.At(-1, 1, Border.WRAP, 0), TestImages.gray(3, 2, 1, 2, 3, 4, 5, 6)))
        .containsExactly(5, 6, 4, 2, 3, 1);
  }

  @Test
  void showsAConstantBorderAsTransparent() {
    assertThat(
            TestImages.run(
                new Translate.At(1, 0, Border.CONSTANT, 1),
                TestImages.ofSamples(2, 1, 4, 1, 2, 3, 4, 5, 6, 7, 8)))
        .containsExactly(255, 255, 255, 0, 1, 2, 3, 4);
  }

  @Test
  void refusesToLeaveTheImage() {
    assertThatThrownBy(() -> new Translate(Range.fixed(2), Range.fixed(0), Border.WRAP, 0))
        .hasMessage(
            "Translate x (fraction of the width) is [2.0, 2.0] but must stay within [-1.0, 1.0]; narrow the range");
  }

  @Test
  void refusesAFillBeyondWhite() {
    assertThatThrownBy(() -> new Translate(Range.fixed(0), Range.fixed(0), Border.WRAP, 2))
        .hasMessage(
            "Translate fill (fraction of full intensity) is 2.0 but must stay within [0.0, 1.0]; give a fraction of the whole");
  }
}
