package dev.variegate.train;

/**
 * Makes a 28x28 grey picture from a latent and a class; the part of the network that is shipped.
 *
 * @param latent length of the latent
 * @param classes number of classes
 */
record Decoder(int latent, int classes) {

  static final int SIDE = 28;
  private static final int HIDDEN = 128;
  private static final int COARSE = 48;
  private static final int MIDDLE = 48;
  private static final int FINE = 16;

  /** Declares the weights, drawn anew. */
  Weights declare(Weights weights) {
    return weights
        .dense("latent", latent, HIDDEN)
        .table("label", classes, HIDDEN)
        .dense("coarse", HIDDEN, COARSE * 49)
        .convolution("up14", COARSE, 4 * MIDDLE, 3)
        .convolution("mid14", MIDDLE, MIDDLE, 3)
        .convolution("up28", MIDDLE, 4 * FINE, 3)
        .convolution("picture", FINE, 1, 3);
  }

  /** Picture {@code [n, 1, 28, 28]} in 0..1 from {@code z [n, latent]} and {@code label [n]}. */
  <T> T picture(Layers<T> layers, T z, T label) {
    T hidden = layers.leaky(layers.plus(layers.dense(z, "latent"), layers.rows(label, "label")));
    T coarse = layers.grid(layers.dense(hidden, "coarse"), COARSE, 7, 7);
    T seven = layers.normalize(layers.leaky(coarse));
    T fourteen = raise(layers, layers.unfold(layers.convolve(seven, "up14")));
    T mixed = raise(layers, layers.convolve(fourteen, "mid14"));
    T full = raise(layers, layers.unfold(layers.convolve(mixed, "up28")));
    return layers.sigmoid(layers.convolve(full, "picture"));
  }

  private static <T> T raise(Layers<T> layers, T x) {
    return layers.normalize(layers.leaky(x));
  }
}
