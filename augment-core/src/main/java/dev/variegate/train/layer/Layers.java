package dev.variegate.train.layer;

/**
 * The layers of which exported networks are made. A network is written once against them and is
 * then both computed by DJL and written as an ONNX graph, so that the two cannot drift apart.
 *
 * <p>Weights are found by the layer's name: {@code name.weight} and {@code name.bias}.
 *
 * @param <T> what flows between layers: a tensor, or the name of a graph's value
 */
public interface Layers<T> {

  /** {@code x [n, in]} times the weight {@code [in, out]} plus the bias. */
  T dense(T x, String layer);

  /** The row of the table {@code layer.weight} that belongs to each index. */
  T rows(T index, String layer);

  /** Sums, of equal shapes or with axes of size 1 repeated. */
  T plus(T left, T right);

  /** Products, of equal shapes or with axes of size 1 repeated. */
  T times(T left, T right);

  /** {@code x * factor + offset}. */
  T linear(T x, double factor, double offset);

  /** 3x3 convolution of {@code [n, c, h, w]} that keeps height and width. */
  T convolve(T x, String layer);

  /**
   * Convolution of any kernel that sees nothing beyond the rims, so that height and width shrink.
   */
  T convolveInside(T x, String layer);

  /** 1x1 convolution. */
  T pointwise(T x, String layer);

  /** 4x4 convolution that halves height and width, rounding down. */
  T shrink(T x, String layer);

  /** The upper left part of {@code [n, c, h, w]}. */
  T crop(T x, int height, int width);

  /** {@code [n, c, h, w]} seen as {@code [n, c*h*w]}. */
  T flat(T x, int size);

  /** {@code [n, c*h*w]} seen as {@code [n, c, h, w]}. */
  T grid(T x, int channels, int height, int width);

  /** Twice the height and width, each sample becoming four equal ones. */
  T widen(T x);

  /** Half the height and width, each sample the mean of four. */
  T halve(T x);

  /** Channels of both, those of the first before. */
  T join(T first, T second);

  /** Channels (or columns) {@code from} to below {@code to}. */
  T channels(T x, int from, int to);

  /**
   * {@code [n, c, h, w]} with even sides as {@code [n, 4c, h/2, w/2]}: the channels of the upper
   * left sample of each four, of the upper right, of the lower left, of the lower right.
   */
  T squeeze(T x);

  /** The inverse of {@link #squeeze}. */
  T unsqueeze(T x);

  /**
   * Cosines, then sines, of each time {@code [n]} at {@code size / 2} frequencies from 1 to 1 /
   * 10,000, {@code [n, size]}. Source: Ho et al., "Denoising diffusion probabilistic models",
   * arXiv:2006.11239, appendix B, after Vaswani et al., arXiv:1706.03762, section 3.5.
   */
  T sinusoids(T time, int size);

  /**
   * Each group of channels with mean 0 and variance 1, then times {@code layer.weight [c]} plus
   * {@code layer.bias [c]}. Source: Wu and He, "Group normalization", arXiv:1803.08494.
   */
  T groupNorm(T x, String layer, int groups);

  /** {@code x * sigmoid(x)}. */
  T silu(T x);

  T tanh(T x);

  T exp(T x);

  /** Leaky rectifier of slope 0.2. */
  T leaky(T x);

  /**
   * Brings the channels of each place to mean square 1. Source: Karras et al., "Progressive growing
   * of GANs", arXiv:1710.10196, section 4.2.
   */
  T normalize(T x);

  T sigmoid(T x);

  /** {@code [n, c, h, w]} with so many rows of zeros below and columns of them on the right. */
  T pad(T x, int below, int right);

  /** {@code [n, c, h, w]} with so many rows and columns of zeros on each side. */
  T pad(T x, int above, int below, int left, int right);

  /** {@code log(1 + exp(x))}. */
  T softplus(T x);

  T log(T x);

  /** The sum of all numbers of each row, {@code [n]}. */
  T sum(T x);

  /** The array of that name itself. */
  T array(String name);
}
