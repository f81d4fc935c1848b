package dev.variegate.generate.schedule;

/** How much noise a step of DDPM adds (Ho et al., 2020, section 3.2). */
enum VarianceType {
  /** The variance of the true posterior of a known image. */
  FIXED_SMALL,
  /** The same, computed by its logarithm. */
  FIXED_SMALL_LOG,
  /** The variance that the training step added. */
  FIXED_LARGE
}
