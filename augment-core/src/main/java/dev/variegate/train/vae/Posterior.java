package dev.variegate.train.vae;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.TorchLayers;

/**
 * A normal distribution of latents for each image.
 *
 * @param mean {@code [n, latent]}
 * @param logVariance logarithm of the variance, {@code [n, latent]}
 */
record Posterior(NDArray mean, NDArray logVariance) {

  /** Bound of the logarithm of a variance, either way: deviations from 0.02 to 55. */
  private static final double BOUND = 8;

  static Posterior of(EncoderNetwork encoder, TorchLayers layers, NDArray images, NDArray labels) {
    var hidden = encoder.hidden(layers, images, labels);
    return new Posterior(
        encoder.mean(layers, hidden), bounded(encoder.logVariance(layers, hidden)));
  }

  /** So that no single step can blow up on the exponential. */
  private static NDArray bounded(NDArray logVariance) {
    return logVariance.maximum(number(logVariance, -BOUND)).minimum(number(logVariance, BOUND));
  }

  /** One latent for each image, given standard normal noise. */
  NDArray sample(NDArray noise) {
    return noise.mul(logVariance.mul(number(noise, 0.5)).exp()).add(mean);
  }

  /** Divergence from the standard normal distribution, in nats, mean over images. */
  NDArray divergence() {
    var each = logVariance.exp().add(mean.mul(mean)).sub(logVariance).sub(number(mean, 1));
    return each.sum(new int[] {1}).mean().mul(number(mean, 0.5));
  }
}
