package dev.variegate.generate.schedule;

import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Multistep sampling of latent consistency models (Luo et al., "Latent Consistency Models", 2023,
 * algorithm 3): each step predicts the image at once and adds fresh noise to it, less each time.
 *
 * @param schedule the timesteps that the network was distilled for, or some of them
 * @param limit of the predicted image
 * @param scaling of timesteps in the boundary condition (Song et al., "Consistency Models", 2023,
 *     section 3)
 */
record Lcm(TimestepSchedule schedule, SampleLimit limit, double scaling)
    implements VariancePreserving {

  /** Of the data, in the boundary condition. */
  private static final double DEVIATION = 0.5;

  static Lcm of(SchedulerConfig config, int steps) {
    return new Lcm(
        TimestepSchedule.at(config, times(config, steps)),
        config.limit(),
        config.keys().number("timestep_scaling", 10));
  }

  /** Evenly among those distilled for, from the noisiest down. */
  private static int[] times(SchedulerConfig config, int steps) {
    int most = config.trainTimesteps();
    int distilled =
        config
            .keys()
            .at("original_inference_steps")
            .ifGiven(given -> given.whole(1, most))
            .orElse(Math.min(50, most));
    if (steps > distilled) {
      throw new IllegalArgumentException(
          "Number of steps is %d but must be at most %d, the \"original_inference_steps\" of scheduler \"lcm\"; give fewer"
              .formatted(steps, distilled));
    }
    int stride = most / distilled;
    return IntStream.range(0, steps)
        .map(i -> (distilled - (int) ((long) i * distilled / steps)) * stride - 1)
        .toArray();
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
    return schedule.before(evaluation);
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    int i = state.evaluation();
    var clean =
        limit.apply(schedule.prediction().clean(schedule.before(i), prediction, state.sample()));
    double time = schedule.time(i) * scaling;
    double spread = time * time + DEVIATION * DEVIATION;
    double skip = DEVIATION * DEVIATION / spread;
    double out = time / Math.sqrt(spread);
    if (i == steps() - 1) {
      return state.to(LinearCombination.sum(out, clean, skip, state.sample()));
    }
    var to = schedule.after(i);
    return state.to(
        LinearCombination.sum(
            to.signal() * out, clean, to.signal() * skip, state.sample(), to.noise(), noise.get()));
  }

  @Override
  public Scheduler tail(int steps) {
    return new Lcm(schedule.tail(steps), limit, scaling);
  }
}
