package dev.variegate.benchmarks.comparison;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What may be said of two ways to train, each with scores of several seeds.
 *
 * <p>The rule: one is better only if its worst seed beats the other's best seed. With three seeds
 * each, chance alone does that once in twenty times; less is called no difference.
 */
final class Verdict {

  private Verdict() {}

  /** One sentence on a score: did {@code way} help more than {@code baseline}? */
  static String sentence(
      String way,
      List<Scores> scores,
      String baseline,
      List<Scores> others,
      String what,
      ToDoubleFunction<Scores> score) {
    var mine = Spread.of(scores, score);
    var theirs = Spread.of(others, score);
    var found =
        mine.low() > theirs.high()
            ? "helped more than"
            : mine.high() < theirs.low() ? "did worse than" : "made no clear difference to";
    return String.format(
        Locale.ROOT,
        "%s: %s %s %s (mean %.3f against %.3f, every seed %.3f to %.3f against %.3f to %.3f).",
        what,
        way,
        found,
        baseline,
        mine.mean(),
        theirs.mean(),
        mine.low(),
        mine.high(),
        theirs.low(),
        theirs.high());
  }

  /** Mean, lowest and highest of a score over seeds. */
  record Spread(double mean, double low, double high) {
    static Spread of(List<Scores> scores, ToDoubleFunction<Scores> score) {
      var all = scores.stream().mapToDouble(score).summaryStatistics();
      return new Spread(all.getAverage(), all.getMin(), all.getMax());
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean, low, high);
    }
  }
}
