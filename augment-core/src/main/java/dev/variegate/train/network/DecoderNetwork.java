package dev.variegate.train.network;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainedTensors;
import dev.variegate.train.layer.Layers;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import dev.variegate.train.layer.TrainableWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes an image from a latent and, where there are classes, a class.
 *
 * @param latent length of the latent
 * @param hidden units of the dense layer
 * @param classes number of classes, 0 where there are none
 */
public record DecoderNetwork(Halvings sizes, int latent, int hidden, int classes) {

  private static final String LATENT = "z";
  private static final String LABEL = "label";

  /** Declares the weights, drawn again. */
  public TrainableWeights declare(TrainableWeights weights) {
    int channels = sizes.channels(sizes.count());
    weights.dense("latent", latent, hidden);
    if (classes > 0) {
      weights.table("label", classes, hidden);
    }
    weights
        .dense("coarse", hidden, channels * sizes.coarseHeight() * sizes.coarseWidth())
        .convolution("mix", channels, channels, 3);
    for (int level = sizes.count() - 1; level >= 0; level--) {
      weights.convolution("up" + level, sizes.channels(level + 1), sizes.channels(level), 3);
    }
    return weights.convolution("image", sizes.channels(0), sizes.shape().channels(), 3);
  }

  /**
   * Image {@code [n, channels, height, width]} in 0..1 from {@code z [n, latent]} and {@code label
   * [n]}.
   */
  public <T> T image(Layers<T> layers, T z, T label) {
    T dense = layers.dense(z, "latent");
    T summed = layers.leaky(classes > 0 ? layers.plus(dense, layers.rows(label, "label")) : dense);
    int channels = sizes.channels(sizes.count());
    T x = layers.dense(summed, "coarse");
    x = activated(layers, layers.grid(x, channels, sizes.coarseHeight(), sizes.coarseWidth()));
    x = activated(layers, layers.convolve(x, "mix"));
    for (int level = sizes.count() - 1; level >= 0; level--) {
      x = activated(layers, layers.convolve(layers.widen(x), "up" + level));
    }
    T whole = layers.convolve(x, "image");
    var shape = sizes.shape();
    boolean fits =
        shape.height() % (1 << sizes.count()) == 0 && shape.width() % (1 << sizes.count()) == 0;
    return layers.sigmoid(fits ? whole : layers.crop(whole, shape.height(), shape.width()));
  }

  private static <T> T activated(Layers<T> layers, T x) {
    return layers.normalize(layers.leaky(x));
  }

  /**
   * As the generator of a bundle.
   *
   * @param name of the graph and its file
   */
  public TrainedNetwork network(String name, Map<String, NDArray> weights) {
    var inputs = new ArrayList<>(List.of(Value.floats(LATENT, -1, latent)));
    var described = new ArrayList<>(List.of(TrainedTensors.latent(LATENT, latent)));
    if (classes > 0) {
      inputs.add(Value.index(LABEL));
      described.add(TrainedTensors.label(LABEL));
    }
    var shape = sizes.shape();
    return new TrainedNetwork(
        "generator",
        name + ".onnx",
        OnnxExport.network(
            name,
            inputs,
            Value.floats("image", -1, shape.channels(), shape.height(), shape.width()),
            weights,
            layers -> image(layers, LATENT, LABEL)),
        described,
        List.of(TrainedTensors.image("image", shape)));
  }
}
