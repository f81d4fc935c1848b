package dev.variegate.generate.schedule;

/** How noisy the end of the last step is. */
enum FinalSigma {
  /** Not at all. */
  ZERO,
  /** As the first trained timestep is. */
  SIGMA_MIN
}
