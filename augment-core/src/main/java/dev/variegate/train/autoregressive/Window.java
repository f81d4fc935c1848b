package dev.variegate.train.autoregressive;

/**
 * What a shifted convolution sees: the features of a layer with those of the row above, and the
 * columns beside.
 */
interface Window<T> {

  /**
   * The features {@code [n, channels, h, w]} with all that the kernel sees besides, so that a
   * convolution inside of it gives {@code h * w} places.
   */
  T of(T features, int channels);
}
