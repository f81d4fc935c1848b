package dev.variegate.generate.schedule;

/** The methods whose samples keep the image's scale: {@code x = signal * image + noise * z}. */
sealed interface VariancePreserving extends Scheduler
    permits Ddpm, Ddim, DpmSolver, UniPc, Pndm, Lcm {

  /** How noisy the run is before an evaluation. */
  NoiseLevel level(int evaluation);

  @Override
  default double initialScale() {
    return 1;
  }

  @Override
  default double[] scaleInput(double[] sample, int evaluation) {
    return sample;
  }

  @Override
  default double[] addNoise(double[] clean, double[] noise, int evaluation) {
    var level = level(evaluation);
    return LinearCombination.sum(level.signal(), clean, level.noise(), noise);
  }
}
