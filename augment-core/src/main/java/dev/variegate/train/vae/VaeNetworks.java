package dev.variegate.train.vae;

import ai.djl.ndarray.NDArray;
import dev.variegate.train.TrainedNetwork;
import dev.variegate.train.TrainedTensors;
import dev.variegate.train.layer.OnnxExport;
import dev.variegate.train.layer.OnnxExport.Value;
import dev.variegate.train.network.DecoderNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The networks of a trained autoencoder as a bundle has them. */
record VaeNetworks(
    DecoderNetwork decoder,
    EncoderNetwork encoder,
    Map<String, NDArray> decoding,
    Map<String, NDArray> encoding) {

  List<TrainedNetwork> all() {
    return List.of(decoder.network("decoder", decoding), inverse());
  }

  private TrainedNetwork inverse() {
    var shape = encoder.sizes().shape();
    var inputs =
        new ArrayList<>(
            List.of(Value.floats("image", -1, shape.channels(), shape.height(), shape.width())));
    var described = new ArrayList<>(List.of(TrainedTensors.image("image", shape)));
    if (encoder.classes() > 0) {
      inputs.add(Value.index("label"));
      described.add(TrainedTensors.label("label"));
    }
    int latent = encoder.options().latent();
    return new TrainedNetwork(
        "encoder",
        "encoder.onnx",
        OnnxExport.network(
            "encoder",
            inputs,
            Value.floats("latent", -1, latent),
            encoding,
            layers -> encoder.mean(layers, encoder.hidden(layers, "image", "label"))),
        described,
        List.of(TrainedTensors.latent("latent", latent)));
  }
}
