package dev.variegate.train.diffusion;

import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.TrainableWeights;

/**
 * Two convolutions beside a shortcut, moved between them by the timestep and the class.
 *
 * <p>Source: Ho et al., "Denoising diffusion probabilistic models", arXiv:2006.11239, appendix B.
 *
 * @param name of its layers
 * @param in channels of the input
 * @param out channels of the output
 * @param embedding length of what stands for timestep and class
 */
record ResidualBlock(String name, int in, int out, int embedding) {

  static final int GROUPS = 8;

  void declare(TrainableWeights weights) {
    weights
        .norm(name + ".norm1", in)
        .convolution(name + ".conv1", in, out, 3)
        .dense(name + ".move", embedding, out)
        .norm(name + ".norm2", out)
        .zeroConvolution(name + ".conv2", out, out, 3);
    if (in != out) {
      weights.convolution(name + ".shortcut", in, out, 1);
    }
  }

  /** {@code [n, out, h, w]} of {@code x [n, in, h, w]} and {@code embedding [n, embedding]}. */
  <T> T of(Layers<T> layers, T x, T moment) {
    T h = layers.silu(layers.groupNorm(x, name + ".norm1", GROUPS));
    h = layers.convolve(h, name + ".conv1");
    h = layers.plus(h, layers.grid(layers.dense(moment, name + ".move"), out, 1, 1));
    h = layers.silu(layers.groupNorm(h, name + ".norm2", GROUPS));
    h = layers.convolve(h, name + ".conv2");
    return layers.plus(in == out ? x : layers.pointwise(x, name + ".shortcut"), h);
  }
}
