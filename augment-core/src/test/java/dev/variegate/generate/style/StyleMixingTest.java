package dev.variegate.generate.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.generate.framing.Fit;
import dev.variegate.random.Range;
import org.junit.jupiter.api.Test;

class StyleMixingTest {

  private static final StyleMixing DEFAULT = StylePreset.CUSTOM.mixing();

  @Test
  void refusesAStrengthBeyondOne() {
    assertThatThrownBy(() -> DEFAULT.withStrength(Range.of(0.5, 1.5)))
        .hasMessage(
            "Strength of style is [0.5, 1.5] but must stay within [0.0, 1.0]; narrow the range");
  }

  @Test
  void refusesAProbabilityThatIsNone() {
    assertThatThrownBy(() -> DEFAULT.withProbability(Double.NaN))
        .hasMessage(
            "Probability of style is NaN but must stay within [0.0, 1.0]; give the fraction of copies to be painted");
  }

  @Test
  void refusesNoStyles() {
    assertThatThrownBy(() -> DEFAULT.withStyles(0))
        .hasMessage("Number of styles per image is 0 but must be at least 1; raise it");
  }

  @Test
  void refusesToMixMoreStylesThanThereAre() {
    assertThatThrownBy(() -> DEFAULT.withStyles(3).requireNoMoreThan(2))
        .hasMessage(
            "Number of styles per image is 3 but there are 2 styles; lower it or give more styles");
  }

  @Test
  void presetsAndRulesForColorsHaveWords() {
    assertThat(StylePreset.parse("style-augment")).isEqualTo(StylePreset.STYLE_AUGMENT);
    assertThat(ColorPreservationMode.parse("luminance")).isEqualTo(ColorPreservationMode.LUMINANCE);
    assertThatThrownBy(() -> StylePreset.parse("geirhoss"))
        .hasMessage(
            "Preset of style transfer is \"geirhoss\"; did you mean \"geirhos\"? Known: custom, geirhos, style-augment");
    assertThatThrownBy(() -> ColorPreservationMode.parse("hue"))
        .hasMessage("Color preservation is \"hue\"; known: histogram, luminance, none");
  }

  @Test
  void refusesTilesWhereTheStyleIsFree() {
    assertThatThrownBy(() -> new StyleFraming(Fit.TILE, 1024, 256))
        .hasMessage(
            "Fit is \"tile\" but must be auto, resize, pad or native where the style is free; tiles would each get the style's mean and deviation by themselves");
  }
}
