package dev.variegate.generate.style;

import dev.variegate.random.Range;
import java.io.Serializable;

/**
 * How much style a copy gets, and of how many pictures.
 *
 * @param preset what the amounts were taken from, for lineages
 * @param strength amount, 0 (content alone) to 1 (wholly in the style); drawn evenly for each copy
 * @param probability of a copy to be painted at all, 0 to 1; others are the picture as it is
 * @param styles how many different styles each copy mixes, 1 or more; their shares are drawn evenly
 *     from all that sum to 1
 * @param colours whether a copy keeps its own colours
 */
public record StyleMixing(
    StylePreset preset, Range strength, double probability, int styles, ColorPreservationMode colours)
    implements Serializable {

  public StyleMixing {
    if (!(strength.low() >= 0 && strength.high() <= 1)) {
      throw new IllegalArgumentException(
          "Strength of style is [%s, %s], must stay within [0.0, 1.0]; narrow the range"
              .formatted(strength.low(), strength.high()));
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Probability of style is %s, must stay within [0.0, 1.0]; give the share of copies to be painted"
              .formatted(probability));
    }
    if (styles < 1) {
      throw new IllegalArgumentException(
          "Number of styles per picture is %d, must be at least 1; raise it".formatted(styles));
    }
  }

  /** The same with other amounts. */
  public StyleMixing withStrength(Range other) {
    return new StyleMixing(preset, other, probability, styles, colours);
  }

  /** The same for another share of the copies. */
  public StyleMixing withProbability(double other) {
    return new StyleMixing(preset, strength, other, styles, colours);
  }

  /** The same of another number of styles. */
  public StyleMixing withStyles(int other) {
    return new StyleMixing(preset, strength, probability, other, colours);
  }

  /** The same with another rule for colours. */
  public StyleMixing withColours(ColorPreservationMode other) {
    return new StyleMixing(preset, strength, probability, styles, other);
  }

  /** Refuses to mix more styles than there are. */
  public void requireNoMoreThan(int given) {
    if (styles > given) {
      throw new IllegalArgumentException(
          "Number of styles per picture is %d, there are %d styles; lower it or give more styles"
              .formatted(styles, given));
    }
  }
}
