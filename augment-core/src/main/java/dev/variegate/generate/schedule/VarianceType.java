package dev.variegate.generate.schedule;

/** How much noise a step of DDPM adds (Ho et al., 2020, section 3.2). */
enum VarianceType {
  /** The variance of the true posterior of a known image. */
  FIXED_SMALL,
  /** The same, computed by its logarithm. */
  FIXED_SMALL_LOG,
  /** The variance that the training step added. */
  FIXED_LARGE,
  /**
   * Between the first and the last by their logarithms, as the network says for each sample: -1 for
   * the first, 1 for the last (Nichol and Dhariwal, "Improved Denoising Diffusion Probabilistic
   * Models", 2021, equation 15).
   */
  LEARNED_RANGE
}
