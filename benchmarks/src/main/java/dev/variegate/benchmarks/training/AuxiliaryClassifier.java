package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;

/**
 * Says which class a picture shows. It learns from real pictures alone; the decoder then learns to
 * be understood by it.
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

  /** Cross-entropy, in nats, of the asked classes (one-hot), mean over pictures. */
  NDArray surprise(TorchLayers layers, NDArray pictures, NDArray oneHot) {
    var logProbability = scores(layers, pictures).logSoftmax(1);
    return logProbability.mul(oneHot).sum(new int[] {1}).mean().neg();
  }

  /** One unnormalised score for each class, {@code [n, classes]}. */
  NDArray scores(TorchLayers layers, NDArray pictures) {
    var fourteen = layers.leaky(layers.shrink(pictures, "down14"));
    var seven = layers.leaky(layers.shrink(fourteen, "down7"));
    var mixed = layers.leaky(layers.convolve(seven, "mid7"));
    var hidden = layers.leaky(layers.dense(mixed.reshape(-1, 64 * 49), "hidden"));
    return layers.dense(hidden, "class");
  }
}
