package dev.variegate.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.policy.text.PolicyFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** British words and words of other libraries get the word of this one. */
class PolicySpellingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour-jitter: {} | color-jitter",
        "greyscale: {} | grayscale",
        "shift: {x: 0.1} | translate",
        "translate: {right: 0.1} | x",
        "affine: {down: 0.1} | translate-y",
        "crop: {place: centre} | center",
        "iso-noise: {colour: 0.1} | color"
      })
  void anOldOrBritishWordGetsTheRightOne(String step, String word) {
    assertThatThrownBy(() -> PolicyFile.read("steps: [{" + step + "}]", "a test"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean \"" + word + "\"?");
  }
}
