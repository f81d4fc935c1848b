package dev.variegate.generate.schedule;

/**
 * How a solver weighs differences of its predictions. As in diffusers, DPM-Solver takes all but its
 * own {@link #HEUN} for {@link #MIDPOINT}, and UniPC all but its own {@link #BH1} for {@link #BH2}.
 */
enum SolverType {
  /** Of DPM-Solver (appendix B). */
  MIDPOINT,
  HEUN,
  LOGRHO,
  /** Of UniPC: the scale B of differences is the length of the step. */
  BH1,
  /** The same, {@code exp(h) - 1}. */
  BH2
}
