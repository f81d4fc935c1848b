package dev.variegate.random;

import java.util.List;
import java.util.random.RandomGenerator;

/** Draws by weight: each place has a stretch as long as its weight, on which a number falls. */
public final class WeightedChoice {

  private WeightedChoice() {}

  /**
   * The drawn place; takes one number.
   *
   * @param weights 0 for what is not to be drawn, at least one above 0
   */
  public static int draw(RandomGenerator random, List<Double> weights) {
    double rest = random.nextDouble() * weights.stream().mapToDouble(weight -> weight).sum();
    int last = -1;
    for (int i = 0; i < weights.size(); i++) {
      if (weights.get(i) > 0) {
        last = i;
        rest -= weights.get(i);
        if (rest < 0) {
          return i;
        }
      }
    }
    return last; // the sum was rounded
  }
}
