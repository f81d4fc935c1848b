package dev.variegate.generate.schedule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * DPM-Solver++ with the latest one to three predictions (Lu et al., "DPM-Solver++: Fast Solver for
 * Guided Sampling of Diffusion Probabilistic Models", 2022, algorithm 2, "2M", and appendix B), or
 * as a stochastic differential equation (appendix A, "SDE-DPM-Solver++").
 *
 * <p>It solves for the image in half the logarithm of the signal-to-noise ratio, {@code lambda =
 * log(signal / noise)}, so that a step over {@code h} takes the noise down by {@code exp(-h)}.
 *
 * @param orders how many predictions each step looks at, where there are so many
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DpmSolver(
    SolverSchedule schedule,
    int[] orders,
    SolverOptions options,
    SampleLimit limit,
    PredictionType prediction)
    implements VariancePreserving {

  static DpmSolver of(SchedulerConfig config, int steps) {
    var options = config.solver();
    var schedule = schedule(config, steps, options.range());
    boolean endsClean = schedule.level(steps).noise() == 0;
    return new DpmSolver(
        schedule, options.orders(steps, endsClean), options, config.limit(), config.prediction());
  }

  private static SolverSchedule schedule(SchedulerConfig config, int steps, int range) {
    if (config.followsFlow()) {
      return SolverSchedule.ofFlow(
          config, config.flow().forDpmSolver(config.trainTimesteps(), steps));
    }
    var karras = config.sigmas().filter(spacing -> spacing == SigmaSpacing.KARRAS);
    DoubleUnaryOperator whole = karras.isPresent() && !config.isCosine() ? Math::rint : Math::floor;
    return SolverSchedule.of(config, steps, range, config.lastSigma(), whole);
  }

  @Override
  public int steps() {
    return schedule.steps();
  }

  @Override
  public int evaluations() {
    return schedule.steps();
  }

  @Override
  public double timestep(int evaluation) {
    return schedule.time(evaluation);
  }

  @Override
  public NoiseLevel level(int evaluation) {
    return schedule.level(evaluation);
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    var from = level(i);
    var to = level(i + 1);
    var past = new ArrayList<double[]>();
    past.add(limit.apply(this.prediction.clean(from, prediction, state.sample())));
    past.addAll(state.past().subList(0, Math.min(options.order() - 1, state.past().size())));
    double h = schedule.distance(i, i + 1);
    double once = to.sigma() / from.sigma();
    double shrink = options.stochastic() ? once * once : once;
    double decay = options.stochastic() ? 2 * h : h;
    var weights = weights(i, Math.min(orders[i], past.size()), h, decay, shrink);
    double ofSample = to.noise() / from.noise() * (options.stochastic() ? once : 1);
    var terms = new ArrayList<>(past.subList(0, weights.length));
    weights = Arrays.stream(weights).map(weight -> to.signal() * weight).toArray();
    double added = options.stochastic() ? to.noise() * Math.sqrt(1 - shrink) : 0;
    if (added > 0) {
      terms.add(noise.get());
      weights = SigmaSchedule.ending(weights, added);
    }
    return state.to(
        LinearCombination.sum(ofSample, state.sample(), weights, terms), past, List.of());
  }

  /**
   * Of the predictions, the latest first.
   *
   * @param decay in whose exponential the image is integrated
   * @param shrink {@code exp(-decay)}
   */
  private double[] weights(int i, int order, double h, double decay, double shrink) {
    double whole = 1 - shrink;
    if (order == 1) {
      return new double[] {whole};
    }
    double ratio = schedule.distance(i - 1, i) / h;
    double change = options.type() == SolverType.HEUN || order == 3 ? 1 - whole / decay : whole / 2;
    if (order == 2) {
      return new double[] {whole + change / ratio, -change / ratio};
    }
    double earlier = schedule.distance(i - 2, i - 1) / h;
    double both = ratio + earlier;
    // of the slope of the latest two, of that before, and of the curvature that both make
    double curvature = curvature(decay, shrink) / both;
    double ofLatest = change * (1 + ratio / both) + curvature;
    double ofBefore = -change * ratio / both - curvature;
    return new double[] {
      whole + ofLatest / ratio, -ofLatest / ratio + ofBefore / earlier, -ofBefore / earlier
    };
  }

  private double curvature(double decay, double shrink) {
    return options.stochastic()
        ? (1 - shrink - decay) / (decay * decay) - 0.5
        : 0.5 - (shrink - 1 + decay) / (decay * decay);
  }

  @Override
  public Scheduler tail(int steps) {
    int from = steps() - steps;
    return new DpmSolver(
        schedule.tail(steps),
        Arrays.copyOfRange(orders, from, orders.length),
        options,
        limit,
        prediction);
  }
}
