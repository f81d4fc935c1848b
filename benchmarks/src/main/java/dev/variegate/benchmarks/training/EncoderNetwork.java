package dev.variegate.benchmarks.training;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;

/** Finds the normal distribution of latents that could have made an image of a class. */
record EncoderNetwork(int latent, int classes) {

  private static final int HIDDEN = 128;

  /** Bound of the logarithm of a variance, either way: deviations from 0.02 to 55. */
  private static final double BOUND = 8;

  /** Mean and logarithm of the variance, each {@code [n, latent]}. */
  record Posterior(NDArray mean, NDArray logVariance) {

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

  TrainableWeights declare(TrainableWeights weights) {
    return weights
        .convolution("down14", 1, 32, 4)
        .convolution("down7", 32, 64, 4)
        .dense("hidden", 64 * 49, HIDDEN)
        .table("label", classes, HIDDEN)
        .dense("mean", HIDDEN, latent)
        .dense("variance", HIDDEN, latent);
  }

  Posterior posterior(TorchLayers layers, NDArray images, NDArray labels) {
    var fourteen = layers.leaky(layers.shrink(images, "down14"));
    var seven = layers.leaky(layers.shrink(fourteen, "down7"));
    var flat = seven.reshape(-1, 64 * 49);
    var hidden = layers.leaky(layers.dense(flat, "hidden").add(layers.rows(labels, "label")));
    return new Posterior(layers.dense(hidden, "mean"), bounded(layers.dense(hidden, "variance")));
  }

  /** So that no single step can blow up on the exponential. */
  private static NDArray bounded(NDArray logVariance) {
    return logVariance.maximum(number(logVariance, -BOUND)).minimum(number(logVariance, BOUND));
  }
}
