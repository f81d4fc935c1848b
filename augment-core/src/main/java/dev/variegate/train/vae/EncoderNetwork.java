package dev.variegate.train.vae;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.Halvings;

/**
 * Finds the normal distribution of latents that could have made an image of a class.
 *
 * @param classes number of classes, 0 where there are none
 */
record EncoderNetwork(Halvings sizes, VaeOptions options, int classes) {

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    weights.convolution("image", sizes.shape().channels(), sizes.channels(0), 3);
    for (int level = 0; level < sizes.count(); level++) {
      weights.convolution("down" + level, sizes.channels(level), sizes.channels(level + 1), 4);
    }
    weights.dense("hidden", flat(), options.hidden());
    if (classes > 0) {
      weights.table("label", classes, options.hidden());
    }
    return weights
        .dense("mean", options.hidden(), options.latent())
        .dense("variance", options.hidden(), options.latent());
  }

  private int flat() {
    return sizes.channels(sizes.count()) * sizes.coarseArea();
  }

  /** What both numbers of the distribution are computed from, {@code [n, hidden]}. */
  <T> T hidden(Layers<T> layers, T images, T labels) {
    T x = layers.leaky(layers.convolve(images, "image"));
    for (int level = 0; level < sizes.count(); level++) {
      x = layers.leaky(layers.shrink(x, "down" + level));
    }
    T dense = layers.dense(layers.flat(x, flat()), "hidden");
    return layers.leaky(classes > 0 ? layers.plus(dense, layers.rows(labels, "label")) : dense);
  }

  /** Mean of the latents, {@code [n, latent]}. */
  <T> T mean(Layers<T> layers, T hidden) {
    return layers.dense(hidden, "mean");
  }

  /** Logarithm of their variance, {@code [n, latent]}. */
  <T> T logVariance(Layers<T> layers, T hidden) {
    return layers.dense(hidden, "variance");
  }
}
