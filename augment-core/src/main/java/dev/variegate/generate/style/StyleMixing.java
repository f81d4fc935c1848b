package dev.variegate.generate.style;

import dev.variegate.random.Range;
import java.io.Serializable;

/**
 * How much style a copy gets, and of how many images.
 *
 * @param preset what the amounts were taken from, for lineages
 * @param strength amount, 0 (content alone) to 1 (wholly in the style); drawn evenly for each copy
 * @param probability of a copy to be painted at all, 0 to 1; others are the image as it is
 * @param styles how many different styles each copy mixes, 1 or more; their fractions are drawn
 *     evenly from all that sum to 1
 * @param colors whether a copy keeps its own colors
 */
public record StyleMixing(
    StylePreset preset,
    Range strength,
    double probability,
    int styles,
    ColorPreservationMode colors)
    implements Serializable {

  public StyleMixing {
    if (!(strength.low() >= 0 && strength.high() <= 1)) {
      throw new IllegalArgumentException(
          "Strength of style is [%s, %s] but must stay within [0.0, 1.0]; narrow the range"
              .formatted(strength.low(), strength.high()));
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Probability of style is %s but must stay within [0.0, 1.0]; give the fraction of copies to be painted"
              .formatted(probability));
    }
    if (styles < 1) {
      throw new IllegalArgumentException(
          "Number of styles per image is %d but must be at least 1; raise it".formatted(styles));
    }
  }

  /** The same with other amounts. */
  public StyleMixing withStrength(Range other) {
    return new StyleMixing(preset, other, probability, styles, colors);
  }

  /** The same for another fraction of the copies. */
  public StyleMixing withProbability(double other) {
    return new StyleMixing(preset, strength, other, styles, colors);
  }

  /** The same of another number of styles. */
  public StyleMixing withStyles(int other) {
    return new StyleMixing(preset, strength, probability, other, colors);
  }

  /** The same with another rule for colors. */
  public StyleMixing withColors(ColorPreservationMode other) {
    return new StyleMixing(preset, strength, probability, styles, other);
  }

  /** Whether all copies get the same amount. */
  public boolean isFixed() {
    return strength.low() == strength.high() && (probability == 0 || probability == 1);
  }

  /** Refuses to mix more styles than there are. */
  public void requireNoMoreThan(int given) {
    if (styles > given) {
      throw new IllegalArgumentException(
          "Number of styles per image is %d but there are %d styles; lower it or give more styles"
              .formatted(styles, given));
    }
  }
}
