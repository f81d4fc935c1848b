package dev.variegate.generate.schedule;

import java.util.function.Supplier;

/**
 * Ancestral sampling of denoising diffusion probabilistic models (Ho et al., 2020, algorithm 2),
 * also over a part of the trained timesteps.
 */
public final class Ddpm implements VariancePreserving {

  private final TimestepSchedule schedule;
  private final VarianceType variance;
  private final SampleLimit limit;

  private Ddpm(TimestepSchedule schedule, VarianceType variance, SampleLimit limit) {
    this.schedule = schedule;
    this.variance = variance;
    this.limit = limit;
  }

  static Ddpm of(SchedulerConfig config, int steps) {
    return new Ddpm(
        TimestepSchedule.toNext(config, steps, NoiseLevel.CLEAN),
        config.variance(),
        config.limit());
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
  public SchedulerState step(SchedulerState state, float[] prediction, Supplier<float[]> noise) {
    return state.to(denoised(state.sample(), prediction, noise, state.evaluation()));
  }

  /**
   * A sample after a step: the mean of the posterior (equation 7) with its noise. A step from
   * timestep 0 adds none; the last step from a later one adds that of {@code fixed_large}, as
   * diffusers' does.
   *
   * @param prediction what the network said of the sample
   */
  public float[] denoised(float[] sample, float[] prediction, Supplier<float[]> noise, int step) {
    var from = schedule.before(step);
    var to = schedule.after(step);
    var implied = schedule.prediction().clean(from, prediction, sample);
    var clean = limit.apply(implied);
    double alpha = from.kept() / to.kept();
    double spread = 1 - from.kept();
    double ofClean = to.signal() * (1 - alpha) / spread;
    double ofSample = Math.sqrt(alpha) * (1 - to.kept()) / spread;
    double deviation = schedule.time(step) > 0 ? Math.sqrt(variance(step)) : 0;
    return deviation == 0
        ? LinearCombination.sum(ofClean, clean, ofSample, sample)
        : LinearCombination.sum(ofClean, clean, ofSample, sample, deviation, noise.get());
  }

  /** The variance of the noise that a step adds. */
  double variance(int step) {
    double added = 1 - schedule.before(step).kept() / schedule.after(step).kept();
    double fraction = (1 - schedule.after(step).kept()) / (1 - schedule.before(step).kept());
    return variance == VarianceType.FIXED_LARGE ? added : fraction * added;
  }

  /**
   * A sample as it is after a step, made as noisy again as it was before the step: {@code sqrt(1 -
   * beta) x + sqrt(beta) z}.
   */
  public float[] stepBack(float[] sample, float[] noise, int step) {
    double alpha = schedule.before(step).kept() / schedule.after(step).kept();
    return LinearCombination.sum(Math.sqrt(alpha), sample, Math.sqrt(1 - alpha), noise);
  }

  @Override
  public Ddpm tail(int steps) {
    return new Ddpm(schedule.tail(steps), variance, limit);
  }
}
