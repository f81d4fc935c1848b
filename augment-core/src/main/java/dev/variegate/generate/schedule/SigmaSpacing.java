package dev.variegate.generate.schedule;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;

/** How the ratios of noise to image of a run lie between the largest and the smallest. */
enum SigmaSpacing {
  /**
   * Their 7th roots fall evenly, so that steps are short where little noise is left (Karras et al.,
   * 2022, equation 5, rho = 7).
   */
  KARRAS {
    @Override
    double[] between(double max, double min, int steps) {
      double from = StrictMath.pow(max, 1.0 / 7);
      double to = StrictMath.pow(min, 1.0 / 7);
      return each(steps, fraction -> StrictMath.pow(from + fraction * (to - from), 7));
    }
  },
  /** Their logarithms fall evenly. */
  EXPONENTIAL {
    @Override
    double[] between(double max, double min, int steps) {
      double from = StrictMath.log(max);
      double to = StrictMath.log(min);
      return each(steps, fraction -> StrictMath.exp(from + fraction * (to - from)));
    }
  },
  /**
   * They are quantiles of a beta distribution, dense at both ends (Lee et al., "Beta Sampling is
   * All You Need", 2024, with alpha = beta = 0.6).
   */
  BETA {
    @Override
    double[] between(double max, double min, int steps) {
      var beta = new BetaDistribution(null, 0.6, 0.6, QUANTILE_ACCURACY);
      return each(
          steps, fraction -> min + beta.inverseCumulativeProbability(1 - fraction) * (max - min));
    }
  };

  private static final double QUANTILE_ACCURACY = 1e-15;

  /**
   * What the file asks for, if anything.
   *
   * @param none whether nothing may be asked for
   */
  static Optional<SigmaSpacing> read(ConfigKeys keys, boolean none) {
    var asked = Stream.of(values()).filter(spacing -> keys.flag(spacing.key(), false)).toList();
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    var first = asked.get(0);
    var last = asked.get(asked.size() - 1);
    keys.at(last.key())
        .require(asked.size() == 1, "false where \"%s\" is true".formatted(first.key()));
    keys.at(first.key()).require(!none, "false where a solver follows a flow");
    return Optional.of(first);
  }

  private String key() {
    return "use_%s_sigmas".formatted(name().toLowerCase(Locale.ROOT));
  }

  /** So many, the largest first. */
  abstract double[] between(double max, double min, int steps);

  private static double[] each(int steps, DoubleUnaryOperator sigma) {
    return IntStream.range(0, steps)
        .mapToDouble(i -> sigma.applyAsDouble(steps == 1 ? 0 : (double) i / (steps - 1)))
        .toArray();
  }
}
