package dev.variegate.generate.schedule;

/**
 * The methods whose samples are the image plus noise of a growing deviation: {@code x = image +
 * sigma * z} (Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models",
 * 2022). The network, which was trained on samples of an even scale, is asked about {@code x /
 * sqrt(sigma^2 + 1)}.
 */
sealed interface VarianceExploding extends Scheduler permits Euler, EulerAncestral, Heun, Lms {

  /** The schedule: timesteps, noise and what the network predicts. */
  SigmaSchedule schedule();

  /** The step that an evaluation belongs to. */
  int place(int evaluation);

  @Override
  default int steps() {
    return schedule().steps();
  }

  @Override
  default int evaluations() {
    return schedule().steps();
  }

  @Override
  default double timestep(int evaluation) {
    return schedule().time(place(evaluation));
  }

  @Override
  default double initialScale() {
    return schedule().initialScale();
  }

  @Override
  default double[] scaleInput(double[] sample, int evaluation) {
    return LinearCombination.times(
        NoiseLevel.ofSigma(schedule().sigma(place(evaluation))).signal(), sample);
  }

  @Override
  default double[] addNoise(double[] clean, double[] noise, int evaluation) {
    return LinearCombination.sum(1, clean, schedule().sigma(place(evaluation)), noise);
  }
}
