package dev.variegate.generate.schedule;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What the file says of DPM-Solver and UniPC alone.
 *
 * @param order predictions that a step looks at, 1 to 3
 * @param stochastic whether each step adds fresh noise
 * @param lowerOrderFinal whether the last steps look at fewer predictions
 * @param eulerAtFinal whether the last step of DPM-Solver looks at one, however long the run is
 * @param range timesteps that the steps are spread over, from 0 up
 */
record SolverOptions(
    int order,
    SolverType type,
    boolean stochastic,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    int range) {

  /** Shorter runs of DPM-Solver end unsteadily with several predictions. */
  private static final int SHORT_RUN = 15;

  /** The algorithms of DPM-Solver that predict images; those of noise are deprecated. */
  private enum Algorithm {
    ODE("dpmsolver++"),
    SDE("sde-dpmsolver++");

    private final String word;

    Algorithm(String word) {
      this.word = word;
    }
  }

  static SolverOptions read(ConfigKeys keys, NoiseSchedule noise) {
    double least = keys.number("lambda_min_clipped", Double.NEGATIVE_INFINITY);
    int range =
        (int)
            IntStream.range(0, noise.size())
                .filter(t -> -StrictMath.log(noise.level(t).sigma()) >= least)
                .count();
    keys.at("lambda_min_clipped").require(range > 0, "at most the lambda of some timestep");
    boolean trailing =
        keys.word("timestep_spacing", TimestepSpacing.LINSPACE) == TimestepSpacing.TRAILING;
    keys.at("lambda_min_clipped")
        .require(
            !trailing || range == noise.size(),
            "below the lambda of every timestep where \"timestep_spacing\" is trailing");
    var algorithm =
        keys.at("algorithm_type")
            .ifGiven(given -> given.word(List.of(Algorithm.values()), known -> known.word))
            .orElse(Algorithm.ODE);
    return new SolverOptions(
        keys.at("solver_order").ifGiven(given -> given.whole(1, 3)).orElse(2),
        keys.word("solver_type", SolverType.MIDPOINT),
        algorithm == Algorithm.SDE,
        keys.flag("lower_order_final", true),
        keys.flag("euler_at_final", false),
        range);
  }

  /** How many predictions each step of DPM-Solver looks at, where there are so many. */
  int[] orders(int steps, boolean endsClean) {
    boolean lower = lowerOrderFinal && steps < SHORT_RUN;
    return IntStream.range(0, steps)
        .map(
            step ->
                step == steps - 1 && (endsClean || lower || eulerAtFinal)
                    ? 1
                    : step == steps - 2 && lower ? Math.min(2, order) : order)
        .toArray();
  }
}
