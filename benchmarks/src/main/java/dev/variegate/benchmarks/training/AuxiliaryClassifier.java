package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.TorchLayers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * Says which class an image shows. It learns from real images alone; the decoder then learns to be
 * understood by it.
 *
 * <p>Source: the classification network of Bao et al., "CVAE-GAN", arXiv:1703.10155, section 3.
 */
record AuxiliaryClassifier(int classes) {

  private static final int HIDDEN = 128;

  TrainableWeights declare(TrainableWeights weights) {
    return weights
        .convolution("down14", 1, 32, 4)
        .convolution("down7", 32, 64, 4)
        .convolution("mid7", 64, 64, 3)
        .dense("hidden", 64 * 49, HIDDEN)
        .dense("class", HIDDEN, classes);
  }

  /** Cross-entropy, in nats, of the asked classes (one-hot), mean over images. */
  NDArray surprise(TorchLayers layers, NDArray images, NDArray oneHot) {
    var logProbability = scores(layers, images).logSoftmax(1);
    return logProbability.mul(oneHot).sum(new int[] {1}).mean().neg();
  }

  /** One unnormalized score for each class, {@code [n, classes]}. */
  NDArray scores(TorchLayers layers, NDArray images) {
    var fourteen = layers.leaky(layers.shrink(images, "down14"));
    var seven = layers.leaky(layers.shrink(fourteen, "down7"));
    var mixed = layers.leaky(layers.convolve(seven, "mid7"));
    var hidden = layers.leaky(layers.dense(mixed.reshape(-1, 64 * 49), "hidden"));
    return layers.dense(hidden, "class");
  }
}
