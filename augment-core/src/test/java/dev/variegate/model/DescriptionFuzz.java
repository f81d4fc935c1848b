package dev.variegate.model;

import dev.variegate.testing.fuzz.TextTarget;
import java.util.List;

/** Reads descriptions of model bundles. */
public final class DescriptionFuzz extends TextTarget {

  public DescriptionFuzz() {
    super(
        "model-yaml",
        List.of("shape", "batch", "labels"),
        """
            name: tiny
            version: "1"
            license: MIT
            task: sample
            engine: onnx
            labels: [a, b]
            batch: 4
            files:
              - {path: n.onnx, sha256: be0a9c74806ad0ff6545fc922524923aa76e163decaf9fddc02ba9bc51c15bc0}
            inputs:
              - {name: z, meaning: latent, type: float32, shape: [-1, 4], distribution: normal}
              - {name: label, meaning: label, type: int64, shape: [-1]}
            outputs:
              - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 255]}
            """,
        """
            {"name": "t", "version": "1", "task": "classify", "engine": "torchscript", "batch": 1, "files": [{"path": "n.pt", "sha256": "be0a9c74806ad0ff6545fc922524923aa76e163decaf9fddc02ba9bc51c15bc0"}],
             "inputs": [{"name": "x", "meaning": "image", "type": "float16", "shape": [-1, 8, 8, 3], "layout": "NHWC", "channels": "BGR", "mean": [1, 2, 3], "deviation": [1, 1, 1], "range": [0, 255]}],
             "outputs": [{"name": "y", "meaning": "scores", "type": "float32", "shape": [-1, 10], "form": "logits"}]}
            """);
  }

  @Override
  protected void read(String text) {
    var unused = DescriptionFile.read(text, "model.yaml");
  }
}
