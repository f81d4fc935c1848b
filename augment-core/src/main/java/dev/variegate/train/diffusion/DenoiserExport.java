package dev.variegate.train.diffusion;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainedTensors;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trained denoiser as a bundle has it. */
record DenoiserExport(
    DenoiserNetwork denoiser, KnownClasses classes, Map<String, NDArray> weights) {

  TrainedNetwork network() {
    var shape = denoiser.levels().shape();
    long[] sizes = {-1, shape.channels(), shape.height(), shape.width()};
    var inputs = new ArrayList<>(List.of(Value.floats("x", sizes), Value.floats("t", -1)));
    var described =
        new ArrayList<>(List.of(TrainedTensors.noisy("x", shape), TrainedTensors.timestep("t")));
    if (classes.count() > 0) {
      inputs.add(Value.index("label"));
      described.add(
          classes.hides()
              ? TrainedTensors.label("label", classes.none())
              : TrainedTensors.label("label"));
    }
    return new TrainedNetwork(
        "denoiser",
        "denoiser.onnx",
        OnnxExport.network(
            "denoiser",
            inputs,
            Value.floats("prediction", sizes),
            weights,
            layers -> denoiser.prediction(layers, "x", "t", "label")),
        described,
        List.of(TrainedTensors.prediction("prediction", shape)));
  }
}
