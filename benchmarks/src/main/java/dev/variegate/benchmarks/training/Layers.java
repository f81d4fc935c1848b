package dev.variegate.benchmarks.training;

/**
 * The few layers of which a shipped network is made. A network is written once against them and is
 * then both computed by DJL and written as an ONNX graph, so that the two cannot drift apart.
 *
 * <p>Weights are found by the layer's name: {@code name.weight} and {@code name.bias}.
 *
 * @param <T> what flows between layers: a tensor, or the name of a graph's value
 */
interface Layers<T> {

  /** {@code x [n, in]} times the weight {@code [in, out]} plus the bias. */
  T dense(T x, String layer);

  /** The row of the table {@code layer.weight} that belongs to each index. */
  T rows(T index, String layer);

  T plus(T left, T right);

  /** 3x3 convolution of {@code [n, c, h, w]} that keeps height and width. */
  T convolve(T x, String layer);

  /** {@code [n, c*h*w]} seen as {@code [n, c, h, w]}. */
  T grid(T x, int channels, int height, int width);

  /** Twice the height and width, each sample becoming four equal ones. */
  T widen(T x);

  /** Half the height and width, each sample the mean of four. */
  T halve(T x);

  /** Leaky rectifier of slope 0.2. */
  T leaky(T x);

  /**
   * Brings the channels of each place to mean square 1. Source: Karras et al., "Progressive growing
   * of GANs", arXiv:1710.10196, section 4.2.
   */
  T normalize(T x);

  T sigmoid(T x);
}
