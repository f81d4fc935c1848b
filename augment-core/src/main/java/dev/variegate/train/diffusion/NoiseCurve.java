package dev.variegate.train.diffusion;

import java.util.Map;

/** How images are made noisier from timestep to timestep. */
public enum NoiseCurve {
  /**
   * The variance that each step adds grows evenly, from 0.0001 to 0.02 over 1000 steps and in
   * proportion over others (Ho et al., arXiv:2006.11239, section 4).
   */
  LINEAR {
    @Override
    Map<String, Object> keys(int steps) {
      return Map.of(
          "beta_schedule", "linear", "beta_start", 0.1 / steps, "beta_end", 20.0 / steps);
    }
  },
  /**
   * The part of the image that is left falls like a squared cosine (Nichol and Dhariwal,
   * arXiv:2102.09672, equation 17).
   */
  COSINE {
    @Override
    Map<String, Object> keys(int steps) {
      return Map.of("beta_schedule", "squaredcos_cap_v2");
    }
  };

  /** How {@code scheduler_config.json} says it. */
  abstract Map<String, Object> keys(int steps);
}
