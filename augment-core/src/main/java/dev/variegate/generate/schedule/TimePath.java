package dev.variegate.generate.schedule;

import java.util.Arrays;

/** The whole timesteps of a run with how noisy it is at each and at the end. */
final class TimePath {

  private final int[] times;
  private final Level[] levels;
  private final PredictionType prediction;

  private TimePath(int[] times, Level[] levels, PredictionType prediction) {
    this.times = times;
    this.levels = levels;
    this.prediction = prediction;
  }

  /**
   * @param end how noisy the sample is after the last step
   */
  static TimePath of(SchedulerConfig config, int steps, Level end) {
    var noise = config.noise();
    var spaced = config.spacing().times(noise.size(), steps, config.stepsOffset());
    config.requireTrained(spaced);
    var times = Arrays.stream(spaced).mapToInt(t -> (int) Math.rint(t)).toArray();
    var levels = new Level[steps + 1];
    for (int i = 0; i < steps; i++) {
      levels[i] = noise.level(times[i]);
    }
    levels[steps] = end;
    return new TimePath(times, levels, config.prediction());
  }

  int steps() {
    return times.length;
  }

  int time(int step) {
    return times[step];
  }

  /** Before a step; after the last one at index {@link #steps()}. */
  Level level(int step) {
    return levels[step];
  }

  PredictionType prediction() {
    return prediction;
  }

  TimePath tail(int steps) {
    int from = steps() - steps;
    return new TimePath(
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(levels, from, levels.length),
        prediction);
  }
}
