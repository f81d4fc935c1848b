package dev.variegate.model;

import dev.variegate.testing.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Reads descriptions of model bundles. */
public final class DescriptionFuzz implements FuzzTarget {

  @Override
  public String name() {
    return "model-yaml";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            """
            name: tiny
            version: "1"
            licence: MIT
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
              - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: grey, range: [0, 255]}
            """,
            """
            {"name": "t", "version": "1", "task": "classify", "engine": "torchscript", "batch": 1, "files": [{"path": "n.pt", "sha256": "be0a9c74806ad0ff6545fc922524923aa76e163decaf9fddc02ba9bc51c15bc0"}],
             "inputs": [{"name": "x", "meaning": "image", "type": "float16", "shape": [-1, 8, 8, 3], "layout": "NHWC", "channels": "BGR", "mean": [1, 2, 3], "deviation": [1, 1, 1], "range": [0, 255]}],
             "outputs": [{"name": "y", "meaning": "scores", "type": "float32", "shape": [-1, 10], "form": "logits"}]}
            """)
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public List<String> words() {
    return List.of(
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        "null",
        "-1",
        "0",
        "1e999",
        ".inf",
        "2147483648",
        "9223372036854775807",
        "&a",
        "*a",
        "shape",
        "batch",
        "labels");
  }

  @Override
  public void read(byte[] input) {
    var unused = DescriptionFile.read(new String(input, StandardCharsets.UTF_8), "model.yaml");
  }
}
