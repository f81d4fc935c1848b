package dev.variegate.train.flow;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.TrainableModel.Companion;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainedTensors;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import dev.variegate.train.layer.OnnxLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The networks of a trained flow as bundles have them.
 *
 * @param weights all arrays, those made of others among them, and the {@link #PARTS}
 * @param temperature deviation of the latents that the bundle draws
 */
record FlowNetworks(FlowNetwork flow, Map<String, NDArray> weights, double temperature) {

  /**
   * Name of the parts of a level that the likelihood adds to every image, {@code [1, channels,
   * height, width]} of 0 to below 1 / 256: drawn once, so that equal images are equally likely.
   */
  static final String PARTS = "parts";

  private static final String IMAGE = "image";
  private static final String LABEL = "label";

  /** Of the bundle itself. */
  List<TrainedNetwork> all() {
    return List.of(generator(), encoder());
  }

  private boolean isConditional() {
    return flow.classes() > 0;
  }

  private int size() {
    return flow.sizes().shape().size();
  }

  private Value image() {
    var shape = flow.sizes().shape();
    return Value.floats(IMAGE, -1, shape.channels(), shape.height(), shape.width());
  }

  private Map<String, Object> latent(String name) {
    var described = TrainedTensors.latent(name, size());
    if (temperature != 1) {
      described.put("scale", temperature);
    }
    return described;
  }

  private TrainedNetwork generator() {
    return network(
        "generator",
        "generator.onnx",
        List.of(Value.floats("z", -1, size())),
        latent("z"),
        image(),
        TrainedTensors.image(IMAGE, flow.sizes().shape()),
        layers -> SampleScale.image(layers, flow.decode(layers, "z", LABEL)));
  }

  private TrainedNetwork encoder() {
    return network(
        "encoder",
        "encoder.onnx",
        List.of(image()),
        TrainedTensors.image(IMAGE, flow.sizes().shape()),
        Value.floats("latent", -1, size()),
        latent("latent"),
        layers -> flow.encode(layers, SampleScale.middles(layers, IMAGE), LABEL).latent());
  }

  /** The logarithm of the probability of an image of 8 bits, in nats. */
  Companion likelihood() {
    double levels = -size() * Math.log(SampleScale.LEVELS);
    return new Companion(
        "likelihood",
        "score",
        network(
            "scorer",
            "likelihood.onnx",
            List.of(image()),
            TrainedTensors.image(IMAGE, flow.sizes().shape()),
            Value.floats("score", -1),
            TrainedTensors.score("score"),
            layers -> {
              var x = layers.plus(SampleScale.levels(layers, IMAGE), layers.array(PARTS));
              return layers.linear(flow.encode(layers, x, LABEL).logDensity(), 1, levels);
            }));
  }

  /** With the class as a further input where there are classes. */
  private TrainedNetwork network(
      String role,
      String file,
      List<Value> inputs,
      Map<String, Object> input,
      Value output,
      Map<String, Object> made,
      Function<OnnxLayers, String> body) {
    var values = new ArrayList<>(inputs);
    var described = new ArrayList<>(List.of(input));
    if (isConditional()) {
      values.add(Value.index(LABEL));
      described.add(TrainedTensors.label(LABEL));
    }
    var onnx = OnnxExport.network(role, values, output, weights, body);
    return new TrainedNetwork(role, file, onnx, described, List.of(made));
  }
}
