package dev.variegate.generate.schedule;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The timesteps of a solver that works in half the logarithm of the signal-to-noise ratio, {@code
 * lambda = log(signal / noise)}, with how noisy the sample is at each and at the end.
 */
final class SolverSchedule {

  private final double[] times;
  private final NoiseLevel[] levels;

  private SolverSchedule(double[] times, NoiseLevel[] levels) {
    this.times = times;
    this.levels = levels;
  }

  /**
   * Of a network that was trained to take noise away.
   *
   * @param range timesteps that the steps are spread over, from 0 up
   * @param end ratio of noise to image after the last step
   * @param whole what makes timesteps of spread ratios whole numbers
   */
  static SolverSchedule of(
      SchedulerConfig config, int steps, int range, double end, DoubleUnaryOperator whole) {
    var noise = config.noise();
    var times = config.spacing().solverTimes(range, steps, config.stepsOffset());
    config.requireTrained(times);
    var sigmas = Arrays.stream(times).map(noise::sigma).toArray();
    if (config.sigmas().isPresent()) {
      double max = config.sigmaMax().orElse(noise.sigma(noise.size() - 1.0));
      double min = config.sigmaMin().orElse(noise.sigma(0));
      sigmas = config.sigmas().get().between(max, min, steps);
      times = Arrays.stream(sigmas).map(noise::time).map(whole).toArray();
    }
    return of(times, sigmas, NoiseLevel::ofSigma, end);
  }

  /** Of a network that was trained by flow matching; see {@link FlowSigmas}. */
  static SolverSchedule ofFlow(SchedulerConfig config, double[] sigmas) {
    int trained = config.trainTimesteps();
    var times = Arrays.stream(sigmas).map(sigma -> Math.floor(sigma * trained)).toArray();
    return of(times, sigmas, NoiseLevel::ofFlow, 0);
  }

  private interface Level {
    NoiseLevel of(double sigma);
  }

  private static SolverSchedule of(double[] times, double[] sigmas, Level level, double end) {
    var levels = new NoiseLevel[times.length + 1];
    for (int i = 0; i < times.length; i++) {
      levels[i] = level.of(sigmas[i]);
    }
    levels[times.length] = level.of(end);
    return new SolverSchedule(times, levels);
  }

  int steps() {
    return times.length;
  }

  double time(int step) {
    return times[step];
  }

  /** Before a step; after the last one at index {@link #steps()}. */
  NoiseLevel level(int step) {
    return levels[step];
  }

  /** From the place of one step to that of another, in lambda; infinite where the end is clean. */
  double distance(int from, int to) {
    return StrictMath.log(levels[from].sigma() / levels[to].sigma());
  }

  SolverSchedule tail(int steps) {
    int from = steps() - steps;
    return new SolverSchedule(
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(levels, from, levels.length));
  }
}
