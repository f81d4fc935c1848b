package dev.variegate.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.random.Range;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mixtures are read from their text and written as it. */
class MixMethodsTest {

  @Test
  void mixturesSurviveTheirText() {
    var given =
        List.of(
            new MixUp(0.2),
            new CutMix(),
            new Mosaic(64, 48, Range.fixed(0.5)),
            new CopyPaste(0.25, Range.of(0.2, 2), 0));
    assertThat(MixMethods.read(MixMethods.json(List.copyOf(given)), "a test")).isEqualTo(given);
    assertThat(MixMethods.read("cut-mix", "a test")).containsExactly(new CutMix());
    assertThat(MixMethods.read("[mosaic, {mix-up: {alpha: 2}}]", "a test"))
        .containsExactly(new Mosaic(), new MixUp(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cutmix | Mixture in a test names the mixture \"cutmix\"; did you mean \"cut-mix\"? Known: copy-paste, cut-mix, mix-up, mosaic",
        "[] | Mixture in a test is an empty list but must have at least one entry; write cut-mix",
        "mix-up: {alfa: 1} | Mixture in a test: key \"mix-up.alfa\" is unknown; known: alpha",
        "[mosaic, {mix-up: {alpha: 0}}] | Mixture step 2 in a test: Mix-up alpha is [0.0, 0.0] but must stay within [0.01, 100.0]; narrow the range",
      })
  void wrongTextsAreReported(String text, String message) {
    assertThatThrownBy(() -> MixMethods.read(text, "a test")).hasMessage(message);
  }
}
