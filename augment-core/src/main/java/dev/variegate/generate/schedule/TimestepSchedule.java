package dev.variegate.generate.schedule;

import java.util.Arrays;

/** The whole timesteps of a run, with how noisy the sample is before and after each step. */
final class TimestepSchedule {

  private final int[] times;
  private final NoiseLevel[] before;
  private final NoiseLevel[] after;
  private final PredictionType prediction;

  private TimestepSchedule(
      int[] times, NoiseLevel[] before, NoiseLevel[] after, PredictionType prediction) {
    this.times = times;
    this.before = before;
    this.after = after;
    this.prediction = prediction;
  }

  /**
   * Each step leads to the next visited timestep.
   *
   * @param end how noisy the sample is after the last step
   */
  static TimestepSchedule toNext(SchedulerConfig config, int steps, NoiseLevel end) {
    var times = times(config, steps);
    var next = Arrays.copyOfRange(times, 1, steps + 1);
    next[steps - 1] = -1;
    return of(config, times, next, end);
  }

  /** Each step leads to the next of these timesteps, the last one to its own. */
  static TimestepSchedule at(SchedulerConfig config, int... times) {
    var next = Arrays.copyOfRange(times, 1, times.length + 1);
    next[times.length - 1] = times[times.length - 1];
    config.requireTrained(Arrays.stream(times).asDoubleStream().toArray());
    return of(config, times, next, NoiseLevel.CLEAN);
  }

  /**
   * Each step leads down by the whole part of trained/steps, as diffusers' DDIM and PNDM do; with
   * the spacings linspace and trailing that is not quite the next visited timestep.
   *
   * @param end how noisy the sample is after a step below timestep 0
   */
  static TimestepSchedule byStride(SchedulerConfig config, int steps, NoiseLevel end) {
    var times = times(config, steps);
    int stride = stride(config, steps);
    return of(config, times, Arrays.stream(times).map(t -> t - stride).toArray(), end);
  }

  /** By how much {@link #byStride} leads down. */
  static int stride(SchedulerConfig config, int steps) {
    return config.noise().size() / steps;
  }

  private static int[] times(SchedulerConfig config, int steps) {
    var spaced = config.spacing().times(config.noise().size(), steps, config.stepsOffset());
    config.requireTrained(spaced);
    return Arrays.stream(spaced).mapToInt(t -> (int) Math.rint(t)).toArray();
  }

  private static TimestepSchedule of(
      SchedulerConfig config, int[] times, int[] next, NoiseLevel end) {
    var noise = config.noise();
    return new TimestepSchedule(
        times,
        Arrays.stream(times).mapToObj(noise::level).toArray(NoiseLevel[]::new),
        Arrays.stream(next).mapToObj(t -> t < 0 ? end : noise.level(t)).toArray(NoiseLevel[]::new),
        config.prediction());
  }

  int steps() {
    return times.length;
  }

  int time(int step) {
    return times[step];
  }

  /** How noisy it is before a step; at index {@link #steps()} after the last one. */
  NoiseLevel before(int step) {
    return step == steps() ? after[step - 1] : before[step];
  }

  NoiseLevel after(int step) {
    return after[step];
  }

  PredictionType prediction() {
    return prediction;
  }

  TimestepSchedule tail(int steps) {
    int from = steps() - steps;
    return new TimestepSchedule(
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(before, from, before.length),
        Arrays.copyOfRange(after, from, after.length),
        prediction);
  }
}
