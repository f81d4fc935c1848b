package dev.variegate.train.autoregressive;

import dev.variegate.train.layer.Layers;
import java.util.function.BinaryOperator;

/**
 * Takes what was computed of the row above, or of the pixels around, from a state, and keeps what
 * is computed now for the state of the next row or pixel. The layers ask in the same order each
 * time.
 */
final class KeptWindow<T> implements Window<T> {

  private final Layers<T> layers;
  private final T state;
  private final BinaryOperator<T> together;
  private int from;
  private T kept;

  private KeptWindow(Layers<T> layers, T state, BinaryOperator<T> together) {
    this.layers = layers;
    this.state = state;
    this.together = together;
  }

  /** Of a row below another: a kernel sees both, and one column on each side. */
  static <T> KeptWindow<T> ofRow(Layers<T> layers, T state) {
    return new KeptWindow<>(
        layers,
        state,
        (above, row) -> layers.plus(layers.pad(above, 0, 1, 1, 1), layers.pad(row, 1, 0, 1, 1)));
  }

  /**
   * Of a pixel: a kernel sees the lower right of four pixels, of which the state has the others.
   */
  static <T> KeptWindow<T> ofPixel(Layers<T> layers, T state) {
    return new KeptWindow<>(
        layers, state, (around, pixel) -> layers.plus(around, layers.pad(pixel, 1, 0, 1, 0)));
  }

  @Override
  public T of(T features, int channels) {
    T before = layers.channels(state, from, from + channels);
    from += channels;
    kept = kept == null ? features : layers.join(kept, features);
    return together.apply(before, features);
  }

  /** The next state. */
  T kept() {
    return kept;
  }
}
