package dev.variegate.generate.style;

import dev.variegate.generate.ImageRequest;
import dev.variegate.random.WeightedChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What was drawn for one copy: how much, and which styles in which fractions.
 *
 * @param strength 0 to 1; 0 where there are no parts
 * @param parts of the mixed style, their fractions sum to 1; none for a copy that stays as it is
 */
record StyleDraw(double strength, List<Part> parts) {

  /** The strength has a stream of its own, so that another list of styles leaves it as it is. */
  private static final int AMOUNT = 0;

  private static final int STYLES = 1;

  /** One style of the list. */
  record Part(int style, double fraction) {}

  StyleDraw {
    parts = List.copyOf(parts);
  }

  /** What stays as it is. */
  static final StyleDraw NONE = new StyleDraw(0, List.of());

  /**
   * Draws for a request, a pure function of its seed, key and copy. Styles are drawn one after the
   * other by their weights, none twice; fractions evenly from the simplex, as exponentials over
   * their sum.
   *
   * @param weights of the styles, each above 0
   */
  static StyleDraw of(ImageRequest request, StyleMixing mixing, List<Double> weights) {
    var amount = request.draw().generator(AMOUNT);
    if (amount.nextDouble() >= mixing.probability()) {
      return NONE;
    }
    var range = mixing.strength();
    double strength =
        range.low() == range.high() ? range.low() : amount.nextDouble(range.low(), range.high());
    var random = request.draw().generator(STYLES);
    return new StyleDraw(strength, parts(random, mixing.styles(), weights));
  }

  private static List<Part> parts(RandomGenerator random, int count, List<Double> weights) {
    var left = new ArrayList<>(weights);
    var styles = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      int style = WeightedChoice.draw(random, left);
      left.set(style, 0.0);
      styles.add(style);
    }
    var fractions = fractions(random, count);
    var parts = new ArrayList<Part>();
    for (int i = 0; i < count; i++) {
      parts.add(new Part(styles.get(i), fractions[i]));
    }
    return parts;
  }

  private static double[] fractions(RandomGenerator random, int count) {
    if (count == 1) {
      return new double[] {1};
    }
    var fractions = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      fractions[i] = random.nextExponential();
      sum += fractions[i];
    }
    for (int i = 0; i < count; i++) {
      fractions[i] /= sum;
    }
    return fractions;
  }
}
