package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;
import java.util.Map;

/**
 * Makes a 28x28 gray image from a latent and a class; the part of the network that is shipped.
 *
 * @param latent length of the latent
 * @param classes number of classes
 */
record DecoderNetwork(int latent, int classes) {

  static final int SIDE = 28;
  private static final int HIDDEN = 192;
  private static final int COARSE = 48;
  private static final int FINE = 16;

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    return weights
        .dense("latent", latent, HIDDEN)
        .table("label", classes, HIDDEN)
        .dense("coarse", HIDDEN, COARSE * 49)
        .convolution("first14", COARSE, COARSE, 3)
        .convolution("second14", COARSE, COARSE, 3)
        .convolution("first28", COARSE, FINE, 3)
        .convolution("image", FINE, 1, 3);
  }

  /** Image {@code [n, 1, 28, 28]} in 0..1 from {@code z [n, latent]} and {@code label [n]}. */
  <T> T image(Layers<T> layers, T z, T label) {
    T hidden = layers.leaky(layers.plus(layers.dense(z, "latent"), layers.rows(label, "label")));
    T seven = bend(layers, layers.grid(layers.dense(hidden, "coarse"), COARSE, 7, 7));
    T fourteen = bend(layers, layers.convolve(layers.widen(seven), "first14"));
    T mixed = bend(layers, layers.convolve(fourteen, "second14"));
    T full = bend(layers, layers.convolve(layers.widen(mixed), "first28"));
    return layers.sigmoid(layers.convolve(full, "image"));
  }

  private static <T> T bend(Layers<T> layers, T x) {
    return layers.normalize(layers.leaky(x));
  }

  /**
   * As an ONNX model: {@code z} float [n, latent] and {@code label} int64 [n] give {@code image}
   * float [n, 1, 28, 28] in 0..1.
   */
  byte[] onnx(Map<String, NDArray> weights) {
    return OnnxExport.network(
        "decoder",
        List.of(Value.floats("z", -1, latent), Value.index("label")),
        Value.floats("image", -1, 1, SIDE, SIDE),
        weights,
        layers -> image(layers, "z", "label"));
  }
}
