package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Denoising diffusion implicit models (Song et al., "Denoising Diffusion Implicit Models", 2021,
 * equation 12): each step goes to the next visited timestep.
 *
 * @param eta fraction of DDPM's noise that each step adds, 0 (none: the noise of the start alone
 *     fixes the image) to 1
 * @param limit of the predicted image
 */
record Ddim(TimestepSchedule schedule, double eta, SampleLimit limit)
    implements VariancePreserving {

  static Ddim of(SchedulerConfig config, int steps, double eta) {
    return new Ddim(TimestepSchedule.byStride(config, steps, config.end()), eta, config.limit());
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
    var from = schedule.before(i);
    var to = schedule.after(i);
    var implied = schedule.prediction().clean(from, prediction, state.sample());
    var clean = limit.apply(implied);
    var direction = schedule.prediction().noise(from, prediction, state.sample());
    double variance = eta * eta * variance(from, to);
    double toward = Math.sqrt(Math.max(0, 1 - to.kept() - variance));
    if (variance == 0) {
      return state.to(LinearCombination.sum(to.signal(), clean, toward, direction));
    }
    return state.to(
        LinearCombination.sum(
            to.signal(), clean, toward, direction, Math.sqrt(variance), noise.get()));
  }

  /** The variance of a step where eta is 1 (equation 16). */
  static double variance(NoiseLevel from, NoiseLevel to) {
    return (1 - to.kept()) / (1 - from.kept()) * (1 - from.kept() / to.kept());
  }

  @Override
  public Scheduler tail(int steps) {
    return new Ddim(schedule.tail(steps), eta, limit);
  }
}
