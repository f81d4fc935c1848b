package dev.variegate.train.diffusion;

import ai.djl.ndarray.NDArray;

/** What a network learns to say of a noisy image {@code signal * image + sigma * noise}. */
public enum Target {
  /** The noise (Ho et al., arXiv:2006.11239, equation 14). */
  EPSILON("epsilon") {
    @Override
    NDArray of(NDArray image, NDArray noise, NDArray signal, NDArray sigma) {
      return noise;
    }
  },
  /**
   * The velocity {@code signal * noise - sigma * image} (Salimans and Ho, arXiv:2202.00512, appendix
   * D).
   */
  VELOCITY("v_prediction") {
    @Override
    NDArray of(NDArray image, NDArray noise, NDArray signal, NDArray sigma) {
      return noise.mul(signal).sub(image.mul(sigma));
    }
  };

  private final String key;

  Target(String key) {
    this.key = key;
  }

  /** How {@code scheduler_config.json} says it. */
  String key() {
    return key;
  }

  /**
   * The target {@code [n, channels, height, width]}.
   *
   * @param signal part of the image that is left, {@code [n, 1, 1, 1]}
   * @param sigma deviation of the noise, {@code [n, 1, 1, 1]}
   */
  abstract NDArray of(NDArray image, NDArray noise, NDArray signal, NDArray sigma);
}
