package dev.variegate.generate.schedule;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Ancestral sampling of denoising diffusion probabilistic models (Ho et al., 2020, algorithm 2),
 * also over a part of the trained timesteps.
 */
public final class Ddpm implements VariancePreserving {

  /** Of variances whose logarithm is taken, as in diffusers. */
  private static final double LEAST = 1e-20;

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
  public boolean takesVariances() {
    return variance == VarianceType.LEARNED_RANGE;
  }

  @Override
  public SchedulerState step(SchedulerState state, double[] prediction, Supplier<double[]> noise) {
    return state.to(denoised(state.sample(), prediction, noise, state.evaluation()));
  }

  /**
   * A sample after a step: the mean of the posterior (equation 7) with its noise. A step from
   * timestep 0 adds none; the last step from a later one adds that of {@code fixed_large}, as
   * diffusers' does.
   *
   * @param prediction what the network said of the sample, see {@link #step}
   */
  public double[] denoised(
      double[] sample, double[] prediction, Supplier<double[]> noise, int step) {
    var from = schedule.before(step);
    var to = schedule.after(step);
    var said = takesVariances() ? Arrays.copyOf(prediction, sample.length) : prediction;
    var implied = schedule.prediction().clean(from, said, sample);
    var clean = limit.apply(implied);
    double alpha = from.kept() / to.kept();
    double spread = 1 - from.kept();
    double ofClean = to.signal() * (1 - alpha) / spread;
    double ofSample = Math.sqrt(alpha) * (1 - to.kept()) / spread;
    if (schedule.time(step) > 0 && takesVariances()) {
      var mean = LinearCombination.sum(ofClean, clean, ofSample, sample);
      return noisy(mean, prediction, noise.get(), step);
    }
    double deviation = schedule.time(step) > 0 ? Math.sqrt(variance(step)) : 0;
    return deviation == 0
        ? LinearCombination.sum(ofClean, clean, ofSample, sample)
        : LinearCombination.sum(ofClean, clean, ofSample, sample, deviation, noise.get());
  }

  /** With noise of the variances that the prediction has behind its samples. */
  private double[] noisy(double[] mean, double[] prediction, double[] noise, int step) {
    double least = Math.log(Math.max(LEAST, posterior(step)));
    double most = Math.log(added(step));
    var noisy = new double[mean.length];
    for (int i = 0; i < noisy.length; i++) {
      double fraction = (prediction[mean.length + i] + 1) / 2;
      double deviation = Math.exp(0.5 * (fraction * most + (1 - fraction) * least));
      noisy[i] = mean[i] + deviation * noise[i];
    }
    return noisy;
  }

  /** The variance of the noise that a step adds, where it is fixed. */
  double variance(int step) {
    return variance == VarianceType.FIXED_LARGE ? added(step) : posterior(step);
  }

  private double added(int step) {
    return 1 - schedule.before(step).kept() / schedule.after(step).kept();
  }

  private double posterior(int step) {
    double fraction = (1 - schedule.after(step).kept()) / (1 - schedule.before(step).kept());
    return fraction * added(step);
  }

  /**
   * A sample as it is after a step, made as noisy again as it was before the step: {@code sqrt(1 -
   * beta) x + sqrt(beta) z}.
   */
  public double[] stepBack(double[] sample, double[] noise, int step) {
    double alpha = schedule.before(step).kept() / schedule.after(step).kept();
    return LinearCombination.sum(Math.sqrt(alpha), sample, Math.sqrt(1 - alpha), noise);
  }

  @Override
  public Ddpm tail(int steps) {
    return new Ddpm(schedule.tail(steps), variance, limit);
  }
}
