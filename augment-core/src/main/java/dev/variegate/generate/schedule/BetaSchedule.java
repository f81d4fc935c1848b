package dev.variegate.generate.schedule;

/** How the variance that each training step adds grows with the timestep. */
enum BetaSchedule {
  /** Evenly from the first to the last (Ho et al., 2020, section 4). */
  LINEAR {
    @Override
    double beta(double start, double end, int t, int steps) {
      return between(start, end, t, steps);
    }
  },
  /** The square roots grow evenly, as latent diffusion models are trained. */
  SCALED_LINEAR {
    @Override
    double beta(double start, double end, int t, int steps) {
      double root = between(Math.sqrt(start), Math.sqrt(end), t, steps);
      return root * root;
    }
  },
  /**
   * The kept fraction falls like a squared cosine, each step at most 0.999 (Nichol and Dhariwal,
   * "Improved Denoising Diffusion Probabilistic Models", 2021, equation 17); start and end do not
   * enter.
   */
  SQUAREDCOS_CAP_V2 {
    @Override
    double beta(double start, double end, int t, int steps) {
      return Math.min(1 - kept((t + 1.0) / steps) / kept((double) t / steps), 0.999);
    }
  };

  /** The variance added by step {@code t} of {@code steps}, 0..1. */
  abstract double beta(double start, double end, int t, int steps);

  private static double between(double start, double end, int t, int steps) {
    return steps == 1 ? start : start + (end - start) * t / (steps - 1);
  }

  private static double kept(double time) {
    double cosine = StrictMath.cos((time + 0.008) / 1.008 * Math.PI / 2);
    return cosine * cosine;
  }
}
