package dev.variegate.generate.schedule;

import java.util.Arrays;

/** The timesteps of a run with the ratio of noise to image at each and at the end. */
final class SigmaSchedule {

  private final double[] times;
  private final double[] sigmas;
  private final double initialScale;
  private final PredictionType prediction;

  private SigmaSchedule(
      double[] times, double[] sigmas, double initialScale, PredictionType prediction) {
    this.times = times;
    this.sigmas = sigmas;
    this.initialScale = initialScale;
    this.prediction = prediction;
  }

  static SigmaSchedule of(SchedulerConfig config, int steps) {
    var noise = config.noise();
    var times = config.spacing().times(noise.size(), steps, config.stepsOffset());
    config.requireTrained(times);
    var sigmas = Arrays.stream(times).map(noise::sigma).toArray();
    if (config.sigmas().isPresent()) {
      double max = config.sigmaMax().orElse(sigmas[0]);
      double min = config.sigmaMin().orElse(sigmas[steps - 1]);
      sigmas = config.sigmas().get().between(max, min, steps);
      times = Arrays.stream(sigmas).map(noise::time).toArray();
    }
    double scale =
        config.spacing() == TimestepSpacing.LEADING ? Math.hypot(sigmas[0], 1) : sigmas[0];
    return new SigmaSchedule(times, ending(sigmas, config.lastSigma()), scale, config.prediction());
  }

  static double[] ending(double[] sigmas, double last) {
    var all = Arrays.copyOf(sigmas, sigmas.length + 1);
    all[sigmas.length] = last;
    return all;
  }

  int steps() {
    return times.length;
  }

  double time(int step) {
    return times[step];
  }

  /** Before a step; after the last one at index {@link #steps()}. */
  double sigma(int step) {
    return sigmas[step];
  }

  double initialScale() {
    return initialScale;
  }

  /** The image that a prediction at the ratio of a step implies of an unscaled sample. */
  double[] clean(double[] prediction, double[] sample, int step) {
    var level = NoiseLevel.ofSigma(sigmas[step]);
    return this.prediction.clean(
        level, prediction, LinearCombination.times(level.signal(), sample));
  }

  /** The change of the sample with sigma, {@code (x - image) / sigma}. */
  double[] slope(double[] clean, double[] sample, int step) {
    return LinearCombination.sum(1 / sigmas[step], sample, -1 / sigmas[step], clean);
  }

  SigmaSchedule tail(int steps) {
    int from = steps() - steps;
    return new SigmaSchedule(
        Arrays.copyOfRange(times, from, times.length),
        Arrays.copyOfRange(sigmas, from, sigmas.length),
        initialScale,
        prediction);
  }
}
