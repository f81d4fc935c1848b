package dev.variegate.benchmarks.training;

import static dev.variegate.train.layer.EngineArrays.number;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * Scores how real an image looks for its class: above 1 real, below -1 made.
 *
 * <p>Source: Miyato and Koyama, "cGANs with projection discriminator", arXiv:1802.05637, equation
 * 3.
 */
record Critic(int classes) {

  private static final int FULL = 16;
  private static final int FIRST = 32;
  private static final int SECOND = 64;
  private static final int HIDDEN = 128;

  TrainableWeights declare(TrainableWeights weights) {
    return weights
        .convolution("full28", 1, FULL, 3)
        .convolution("down14", FULL, FIRST, 4)
        .convolution("down7", FIRST, SECOND, 4)
        .convolution("mid7", SECOND, SECOND, 3)
        .dense("hidden", SECOND * 49, HIDDEN)
        .dense("real", HIDDEN, 1)
        .table("label", classes, HIDDEN);
  }

  /** One score for each image, {@code [n, 1]}. */
  NDArray score(TorchLayers layers, NDArray images, NDArray labels) {
    var full =
        layers.leaky(
            layers.convolve(images.mul(number(images, 2)).sub(number(images, 1)), "full28"));
    var fourteen = layers.leaky(layers.shrink(full, "down14"));
    var seven = layers.leaky(layers.shrink(fourteen, "down7"));
    var mixed = layers.leaky(layers.convolve(seven, "mid7"));
    var hidden = layers.leaky(layers.dense(mixed.reshape(-1, SECOND * 49), "hidden"));
    var matching = layers.rows(labels, "label").mul(hidden).sum(new int[] {1}, true);
    return layers.dense(hidden, "real").add(matching);
  }
}
