package dev.variegate.generate.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;

/**
 * DPM-Solver++ with the latest two predictions (Lu et al., "DPM-Solver++: Fast Solver for Guided
 * Sampling of Diffusion Probabilistic Models", 2022, algorithm 2, "2M"), or with one.
 *
 * <p>It solves for the image in half the logarithm of the signal-to-noise ratio, {@code lambda =
 * -log(sigma)}, so that a step over {@code h} takes the noise down by {@code exp(-h)}, the ratio of
 * both sigmas.
 */
final class DpmSolver implements VariancePreserving {

  private final double[] times;
  private final double[] sigmas;
  private final int[] orders;
  private final SolverType type;
  private final PredictionType prediction;

  private DpmSolver(
      double[] times, double[] sigmas, int[] orders, SolverType type, PredictionType prediction) {
    this.times = times;
    this.sigmas = sigmas;
    this.orders = orders;
    this.type = type;
    this.prediction = prediction;
  }

  static DpmSolver of(SchedulerConfig config, int steps) {
    var noise = config.noise();
    var options = config.solver();
    var times = config.spacing().solverTimes(options.range(), steps, config.stepsOffset());
    config.requireTrained(times);
    var sigmas = Arrays.stream(times).map(noise::sigma).toArray();
    if (config.usesKarrasSigmas()) {
      sigmas = SigmaSchedule.karras(noise.sigma(noise.size() - 1.0), noise.sigma(0), steps);
      DoubleUnaryOperator whole = config.isCosine() ? Math::floor : Math::rint;
      times = Arrays.stream(sigmas).map(noise::time).map(whole).toArray();
    }
    var all = SigmaSchedule.ending(sigmas, config.lastSigma());
    var orders = new int[steps];
    Arrays.fill(orders, options.order());
    if (all[steps] == 0 || steps < options.firstOrderAtTheEnd()) {
      orders[steps - 1] = 1;
    }
    return new DpmSolver(times, all, orders, options.type(), config.prediction());
  }

  @Override
  public int steps() {
    return times.length;
  }

  @Override
  public int evaluations() {
    return times.length;
  }

  @Override
  public double timestep(int evaluation) {
    return times[evaluation];
  }

  @Override
  public NoiseLevel level(int evaluation) {
    return NoiseLevel.ofSigma(sigmas[evaluation]);
  }

  @Override
  public SchedulerState step(SchedulerState state, float[] prediction, Supplier<float[]> noise) {
    int i = state.evaluation();
    var from = level(i);
    var to = level(i + 1);
    var clean = this.prediction.clean(from, prediction, state.sample());
    double shrink = sigmas[i + 1] / sigmas[i];
    double ofSample = to.noise() / from.noise();
    double ofClean = to.signal() * (1 - shrink);
    var past = List.of(clean);
    if (orders[i] == 1 || state.past().isEmpty()) {
      return state.to(
          LinearCombination.sum(ofSample, state.sample(), ofClean, clean), past, List.of());
    }
    double h = -StrictMath.log(shrink);
    double ratio = StrictMath.log(sigmas[i - 1] / sigmas[i]) / h;
    double ofChange =
        switch (type) {
          case MIDPOINT -> ofClean / 2;
          case HEUN -> to.signal() * (1 - (1 - shrink) / h);
        };
    double change = ofChange / ratio;
    var next =
        LinearCombination.sum(
            ofSample, state.sample(), ofClean + change, clean, -change, state.past().get(0));
    return state.to(next, past, List.of());
  }

  @Override
  public Scheduler tail(int steps) {
    int from = times.length - steps;
    return new DpmSolver(
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(sigmas, from, sigmas.length),
        Arrays.copyOfRange(orders, from, orders.length),
        type,
        prediction);
  }
}
