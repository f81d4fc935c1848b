package dev.variegate.generate.schedule;

import java.util.stream.IntStream;

/**
 * What the file says of DPM-Solver alone.
 *
 * @param order predictions that a step looks at, 1 or 2
 * @param firstOrderAtTheEnd steps of a run below which its last step looks at one prediction
 * @param range timesteps that the steps are spread over, from 0 up
 */
record SolverOptions(int order, SolverType type, int firstOrderAtTheEnd, int range) {

  /** Shorter runs end unsteadily with two predictions. */
  private static final int SHORT_RUN = 15;

  static SolverOptions read(ConfigKeys keys, NoiseSchedule noise) {
    int order = keys.at("solver_order").ifGiven(given -> given.whole(1, 2)).orElse(2);
    double least = keys.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
    int range =
        (int)
            IntStream.range(0, noise.size())
                .filter(t -> -StrictMath.log(noise.level(t).sigma()) >= least)
                .count();
    keys.at("lambda_min_clipped").require(range > 0, "at most the lambda of some timestep");
    int lower = keys.flag("lower_order_final", true) ? SHORT_RUN : 0;
    return new SolverOptions(
        order,
        keys.word("solver_type", SolverType.MIDPOINT),
        keys.flag("euler_at_final", false) ? Integer.MAX_VALUE : lower,
        range);
  }
}
