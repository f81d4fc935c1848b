package dev.variegate.train.gan;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;
import dev.variegate.train.network.Halvings;

/**
 * Scores how real an image looks, for its class where there are classes: above 1 real, below -1
 * made.
 *
 * <p>Source: Miyato and Koyama, "cGANs with projection discriminator", arXiv:1802.05637, equation
 * 3.
 *
 * @param classes number of classes, 0 where there are none
 */
record DiscriminatorNetwork(Halvings sizes, int classes) {

  private static final int HIDDEN = 128;

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    int channels = sizes.channels(sizes.count());
    weights.convolution("image", sizes.shape().channels(), sizes.channels(0), 3);
    for (int level = 0; level < sizes.count(); level++) {
      weights.convolution("down" + level, sizes.channels(level), sizes.channels(level + 1), 4);
    }
    weights
        .convolution("mix", channels, channels, 3)
        .dense("hidden", channels * sizes.coarseArea(), HIDDEN)
        .dense("real", HIDDEN, 1);
    return classes > 0 ? weights.table("label", classes, HIDDEN) : weights;
  }

  /**
   * One score for each image, {@code [n, 1]}.
   *
   * @param images in -1..1
   */
  NDArray score(TorchLayers layers, NDArray images, NDArray labels) {
    var x = layers.leaky(layers.convolve(images, "image"));
    for (int level = 0; level < sizes.count(); level++) {
      x = layers.leaky(layers.shrink(x, "down" + level));
    }
    x = layers.leaky(layers.convolve(x, "mix"));
    int flat = sizes.channels(sizes.count()) * sizes.coarseArea();
    var hidden = layers.leaky(layers.dense(layers.flat(x, flat), "hidden"));
    var real = layers.dense(hidden, "real");
    if (classes == 0) {
      return real;
    }
    return real.add(layers.rows(labels, "label").mul(hidden).sum(new int[] {1}, true));
  }
}
