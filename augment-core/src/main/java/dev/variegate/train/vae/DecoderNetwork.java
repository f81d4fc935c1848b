package dev.variegate.train.vae;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * Makes an image from a latent and, where there are classes, a class.
 *
 * @param classes number of classes, 0 where there are none
 */
record DecoderNetwork(Halvings sizes, VaeOptions options, int classes) {

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    int channels = sizes.channels(sizes.count());
    weights.dense("latent", options.latent(), options.hidden());
    if (classes > 0) {
      weights.table("label", classes, options.hidden());
    }
    weights
        .dense("coarse", options.hidden(), channels * sizes.coarseHeight() * sizes.coarseWidth())
        .convolution("mix", channels, channels, 3);
    for (int level = sizes.count() - 1; level >= 0; level--) {
      weights.convolution("up" + level, sizes.channels(level + 1), sizes.channels(level), 3);
    }
    return weights.convolution("image", sizes.channels(0), sizes.shape().channels(), 3);
  }

  /**
   * Image {@code [n, channels, height, width]} in 0..1 from {@code z [n, latent]} and {@code label
   * [n]}.
   */
  <T> T image(Layers<T> layers, T z, T label) {
    T dense = layers.dense(z, "latent");
    T hidden = layers.leaky(classes > 0 ? layers.plus(dense, layers.rows(label, "label")) : dense);
    int channels = sizes.channels(sizes.count());
    T x = layers.dense(hidden, "coarse");
    x = activated(layers, layers.grid(x, channels, sizes.coarseHeight(), sizes.coarseWidth()));
    x = activated(layers, layers.convolve(x, "mix"));
    for (int level = sizes.count() - 1; level >= 0; level--) {
      x = activated(layers, layers.convolve(layers.widen(x), "up" + level));
    }
    T whole = layers.convolve(x, "image");
    var shape = sizes.shape();
    boolean fits =
        shape.height() % (1 << sizes.count()) == 0 && shape.width() % (1 << sizes.count()) == 0;
    return layers.sigmoid(fits ? whole : layers.crop(whole, shape.height(), shape.width()));
  }

  private static <T> T activated(Layers<T> layers, T x) {
    return layers.normalize(layers.leaky(x));
  }
}
