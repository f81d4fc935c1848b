package dev.variegate.generate.schedule;

/** How DPM-Solver weighs the difference of the latest two predictions (appendix B). */
enum SolverType {
  MIDPOINT,
  HEUN
}
