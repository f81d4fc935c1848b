package dev.variegate.benchmarks.training;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import dev.variegate.train.layer.TrainableWeights;
import java.util.List;
import java.util.Map;

/**
 * Scores the classes of each pixel of a color image whose sides are multiples of 16: a U-Net whose
 * skips are added (Ronneberger et al., "U-Net", arXiv:1505.04597), small enough to learn on two
 * cores.
 */
record SegmenterNetwork(int classes) {

  /** Channels at each height, halved from one to the next. */
  private static final int[] CHANNELS = {12, 24, 48, 96, 128};

  static final int MULTIPLE = 16;

  /** Declares the weights, drawn again. */
  TrainableWeights declare(TrainableWeights weights) {
    int before = 3;
    for (int level = 0; level < CHANNELS.length; level++) {
      int channels = CHANNELS[level];
      weights.convolution("down" + level, before, channels, 3);
      if (level > 0) {
        weights.convolution("mix" + level, channels, channels, 3);
        weights.convolution("up" + level, channels, before, 3);
      }
      before = channels;
    }
    return weights
        .convolution("full", CHANNELS[0], CHANNELS[0], 3)
        .convolution("logits", CHANNELS[0], classes, 3);
  }

  /**
   * Logits {@code [n, classes, height, width]} from {@code image [n, 3, height, width]} in 0..1.
   */
  <T> T logits(Layers<T> layers, T image) {
    return layers.convolve(
        bend(layers, layers.convolve(level(layers, image, 0), "full")), "logits");
  }

  /** What a level and all below it make of what comes from above. */
  private <T> T level(Layers<T> layers, T above, int level) {
    T down = bend(layers, layers.convolve(above, "down" + level));
    T mixed = level == 0 ? down : bend(layers, layers.convolve(down, "mix" + level));
    if (level + 1 == CHANNELS.length) {
      return mixed;
    }
    T below = level(layers, layers.halve(mixed), level + 1);
    T up = layers.convolve(layers.widen(below), "up" + (level + 1));
    return layers.plus(mixed, bend(layers, up));
  }

  private static <T> T bend(Layers<T> layers, T x) {
    return layers.normalize(layers.leaky(x));
  }

  /**
   * As an ONNX model: {@code image} float [n, 3, height, width] in 0..1 gives {@code logits} float
   * [n, classes, height, width].
   */
  byte[] onnx(Map<String, NDArray> weights) {
    return OnnxExport.network(
        "segmenter",
        List.of(Value.floats("image", -1, 3, -1, -1)),
        Value.floats("logits", -1, classes, -1, -1),
        weights,
        layers -> logits(layers, "image"));
  }
}
