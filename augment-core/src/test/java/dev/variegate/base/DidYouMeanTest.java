package dev.variegate.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DidYouMeanTest {

  private static final List<String> KNOWN = List.of("rotate", "crop", "rotate90", "flip");

  @Test
  void namesTheNearestWordAndAllKnown() {
    assertThat(DidYouMean.among("rotat", KNOWN))
        .isEqualTo("did you mean \"rotate\"? Known: crop, flip, rotate, rotate90");
    assertThat(DidYouMean.among("rotate9", KNOWN)).startsWith("did you mean \"rotate\"?");
    assertThat(DidYouMean.among("filp", KNOWN)).startsWith("did you mean \"flip\"?");
    assertThat(DidYouMean.among("Crop", KNOWN)).startsWith("did you mean \"crop\"?");
  }

  @Test
  void guessesNothingWhereNothingIsNear() {
    assertThat(DidYouMean.among("solarize", KNOWN))
        .isEqualTo("known: crop, flip, rotate, rotate90");
    assertThat(DidYouMean.among("", KNOWN)).isEqualTo("known: crop, flip, rotate, rotate90");
  }

  @Test
  void countsAddedDroppedChangedAndSwappedLetters() {
    assertThat(DidYouMean.distance("", "abc")).isEqualTo(3);
    assertThat(DidYouMean.distance("abc", "abc")).isZero();
    assertThat(DidYouMean.distance("abc", "acb")).isEqualTo(1);
    assertThat(DidYouMean.distance("kitten", "sitting")).isEqualTo(3);
  }
}
