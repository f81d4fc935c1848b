package dev.variegate.train.autoregressive;

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
 * The networks of a trained PixelCNN++ as bundles have them.
 *
 * @param weights all arrays by name, those of the places among them
 * @param temperature of the samples that the bundle draws
 */
record PixelCnnExport(PixelCnnNetwork network, Map<String, NDArray> weights, double temperature) {

  private static final String IMAGE = "image";
  private static final String LABEL = "label";
  private static final String STATE = "state";
  private static final String NEXT_STATE = "next_state";
  private static final String CONTEXT = "context";
  private static final String MIXTURE = "mixture";

  /** Of the bundle itself. */
  List<TrainedNetwork> all() {
    return List.of(whole(), rows(), pixels());
  }

  /** An input or output, and how the bundle describes it. */
  private record Tensor(Value value, Map<String, Object> described) {

    /** What one network of the bundle makes and another takes. */
    static Tensor passed(String name, String meaning, int channels, int height, int width) {
      return new Tensor(
          Value.floats(name, -1, channels, height, width),
          TrainedTensors.passed(name, meaning, channels, height, width));
    }
  }

  private int height() {
    return network.shape().height();
  }

  private int width() {
    return network.shape().width();
  }

  private Tensor image(int height, int width) {
    int channels = network.shape().channels();
    return new Tensor(
        Value.floats(IMAGE, -1, channels, height, width),
        TrainedTensors.pixels(IMAGE, channels, height, width));
  }

  private Tensor mixture(int height, int width) {
    int parameters = network.mixture().parameters();
    return new Tensor(
        Value.floats(MIXTURE, -1, parameters, height, width),
        TrainedTensors.mixture(MIXTURE, temperature, parameters, height, width));
  }

  private List<Tensor> withLabel(Tensor... inputs) {
    var all = new ArrayList<>(List.of(inputs));
    if (network.classes() > 0) {
      all.add(new Tensor(Value.index(LABEL), TrainedTensors.label(LABEL)));
    }
    return all;
  }

  private TrainedNetwork whole() {
    return network(
        "predictor",
        "predictor.onnx",
        withLabel(image(height(), width())),
        List.of(mixture(height(), width())),
        layers -> List.of(network.parameters(layers, IMAGE, LABEL)));
  }

  private TrainedNetwork rows() {
    int state = network.rowState();
    return network(
        "row-encoder",
        "row-encoder.onnx",
        withLabel(image(1, width()), Tensor.passed(STATE, STATE, state, 1, width())),
        List.of(
            Tensor.passed(CONTEXT, CONTEXT, network.context(), 1, width()),
            Tensor.passed(NEXT_STATE, STATE, state, 1, width())),
        layers -> made(network.row(layers, IMAGE, STATE, LABEL)));
  }

  private TrainedNetwork pixels() {
    int state = network.pixelState();
    return network(
        "pixel-predictor",
        "pixel-predictor.onnx",
        List.of(
            image(1, 1),
            Tensor.passed(CONTEXT, CONTEXT, network.context(), 1, 1),
            Tensor.passed(STATE, STATE, state, 2, 2)),
        List.of(mixture(1, 1), Tensor.passed(NEXT_STATE, STATE, state, 1, 1)),
        layers -> made(network.pixel(layers, IMAGE, CONTEXT, STATE)));
  }

  private static List<String> made(PixelCnnNetwork.Step<String> step) {
    return List.of(step.made(), step.state());
  }

  /** The logarithm of the probability of an image of 8 bits, in nats. */
  Companion likelihood() {
    var score = new Tensor(Value.floats("score", -1), TrainedTensors.score("score"));
    return new Companion(
        "likelihood",
        "score",
        network(
            "scorer",
            "likelihood.onnx",
            withLabel(image(height(), width())),
            List.of(score),
            layers -> List.of(network.logProbability(layers, IMAGE, LABEL))));
  }

  private TrainedNetwork network(
      String role,
      String file,
      List<Tensor> inputs,
      List<Tensor> outputs,
      Function<OnnxLayers, List<String>> body) {
    var onnx =
        OnnxExport.network(
            role,
            inputs.stream().map(Tensor::value).toList(),
            outputs.stream().map(Tensor::value).toList(),
            weights,
            body);
    return new TrainedNetwork(
        role,
        file,
        onnx,
        inputs.stream().map(Tensor::described).toList(),
        outputs.stream().map(Tensor::described).toList());
  }
}
