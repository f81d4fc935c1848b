package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.fit.Fit;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class StyleMixingTest {

  private static final StyleMixing USUAL = StylePreset.CUSTOM.mixing();

  @Test
  void refusesAStrengthBeyondOne() {
    assertThatThrownBy(() -> USUAL.withStrength(Range.of(0.5, 1.5)))
        .hasMessage(
            "Strength of style is [0.5, 1.5], must stay within [0.0, 1.0]; narrow the range");
  }

  @Test
  void refusesAProbabilityThatIsNone() {
    assertThatThrownBy(() -> USUAL.withProbability(Double.NaN))
        .hasMessage(
            "Probability of style is NaN, must stay within [0.0, 1.0]; give the share of copies to be painted");
  }

  @Test
  void refusesNoStyles() {
    assertThatThrownBy(() -> USUAL.withStyles(0))
        .hasMessage("Number of styles per picture is 0, must be at least 1; raise it");
  }

  @Test
  void refusesToMixMoreStylesThanThereAre() {
    assertThatThrownBy(() -> USUAL.withStyles(3).requireNoMoreThan(2))
        .hasMessage(
            "Number of styles per picture is 3, there are 2 styles; lower it or give more styles");
  }

  @Test
  void presetsAndRulesForColoursHaveWords() {
    assertThat(StylePreset.parse("style-augment")).isEqualTo(StylePreset.STYLE_AUGMENT);
    assertThat(ColorPreservationMode.parse("luminance")).isEqualTo(ColorPreservationMode.LUMINANCE);
    assertThatThrownBy(() -> StylePreset.parse("geirhoss"))
        .hasMessage(
            "Preset of style transfer is \"geirhoss\"; did you mean \"geirhos\"? Known: custom, geirhos, style-augment");
    assertThatThrownBy(() -> ColorPreservationMode.parse("hue"))
        .hasMessage("Colour preservation is \"hue\"; known: histogram, luminance, none");
  }

  @Test
  void refusesTilesWhereTheStyleIsFree() {
    assertThatThrownBy(() -> new StyleFraming(Fit.TILE, 1024, 256))
        .hasMessage(
            "Fit is \"tile\", must be auto, resize, pad or native where the style is free; tiles would each get the style's mean and deviation by themselves");
  }
}
