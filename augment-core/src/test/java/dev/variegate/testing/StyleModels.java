package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bundles that give images a style that one can compute by hand: the samples themselves are the
 * features, so that a style is the mean and deviation of each color.
 */
public final class StyleModels {

  private static final String SIZES = "[-1, 3, -1, -1]";

  private StyleModels() {}

  /**
   * Writes an encoder that changes nothing and a decoder of adaptive instance normalization with a
   * strength into a folder, which is made; RGB, sides of multiples of 4.
   */
  public static Path stylizer(Path folder) {
    var decoder =
        normalization()
            .input("alpha", FLOAT, 1)
            .node("Sub", "change", "styled", "content")
            .node("Mul", "part", "change", "alpha")
            .node("Add", "image", "content", "part")
            .bytes();
    return stylizer(
        folder, decoder, "\n      - {name: alpha, meaning: strength, type: float32, shape: [1]}");
  }

  /** The same with a decoder that takes no strength. */
  public static Path stylizerWithoutStrength(Path folder) {
    return stylizer(folder, normalization().node("Identity", "image", "styled").bytes(), "");
  }

  /** Writes a translator to the negative, RGB of 8x8, batch of 2, into a folder, which is made. */
  public static Path negative(Path folder) {
    var network =
        translator().floats("white", new float[] {1}, 1).node("Sub", "made", "white", "image");
    return write(
        folder,
        TRANSLATOR.formatted("negative", "", Sha256.hex(network.bytes()), ""),
        "network.onnx",
        network.bytes());
  }

  /** Writes a translator to black, by a strength of its own, into a folder, which is made. */
  public static Path fader(Path folder) {
    var network =
        translator()
            .input("amount", FLOAT, -1)
            .longs("sizes", -1, 1, 1, 1)
            .node("Reshape", "amounts", "amount", "sizes")
            .node("Mul", "less", "image", "amounts")
            .node("Sub", "made", "image", "less");
    return write(
        folder,
        TRANSLATOR.formatted(
            "fader",
            "",
            Sha256.hex(network.bytes()),
            "\n  - {name: amount, meaning: strength, type: float32, shape: [-1]}"),
        "network.onnx",
        network.bytes());
  }

  /** Writes a translator of two styles, black and white, into a folder, which is made. */
  public static Path twoStyles(Path folder) {
    var network =
        translator()
            .input("style", OnnxWriter.INT64, -1)
            .floats("levels", new float[] {0, 1}, 2, 1, 1, 1)
            .floats("none", new float[] {0}, 1)
            .node("Mul", "black", "image", "none")
            .node("Gather", "level", "levels", "style")
            .node("Add", "made", "black", "level");
    return write(
        folder,
        TRANSLATOR.formatted(
            "two",
            "\nlabels: [night, snow]",
            Sha256.hex(network.bytes()),
            "\n  - {name: style, meaning: label, type: int64, shape: [-1]}"),
        "network.onnx",
        network.bytes());
  }

  private static OnnxWriter translator() {
    return new OnnxWriter().input("image", FLOAT, -1, 3, 8, 8).output("made", FLOAT, -1, 3, 8, 8);
  }

  /** {@code styled = d(style) (content - m(content)) / d(content) + m(style)}. */
  private static OnnxWriter normalization() {
    var graph =
        new OnnxWriter()
            .input("content", FLOAT, -1, 3, -1, -1)
            .input("style", FLOAT, -1, 3, -1, -1)
            .output("image", FLOAT, -1, 3, -1, -1)
            .longs("places", 2, 3)
            .floats("one", new float[] {1}, 1)
            .floats("least", new float[] {1e-12f}, 1);
    statistics(graph, "content", "c");
    statistics(graph, "style", "s");
    return graph
        .node("Div", "normal", "c_apart", "c_deviation")
        .node("Mul", "spread", "normal", "s_deviation")
        .node("Add", "styled", "spread", "s_mean");
  }

  private static void statistics(OnnxWriter graph, String of, String name) {
    graph
        .node("Sub", name + "_zeros", of, of)
        .node("Add", name + "_ones", name + "_zeros", "one")
        .node("ReduceSum", name + "_count", name + "_ones", "places")
        .node("ReduceSum", name + "_sum", of, "places")
        .node("Div", name + "_mean", name + "_sum", name + "_count")
        .node("Sub", name + "_apart", of, name + "_mean")
        .node("Mul", name + "_squares", name + "_apart", name + "_apart")
        .node("ReduceSum", name + "_square", name + "_squares", "places")
        .node("Div", name + "_variance", name + "_square", name + "_count")
        .node("Add", name + "_above", name + "_variance", "least")
        .node("Sqrt", name + "_deviation", name + "_above");
  }

  private static Path stylizer(Path folder, byte[] decoder, String strength) {
    var encoder =
        new OnnxWriter()
            .input("image", FLOAT, -1, 3, -1, -1)
            .output("features", FLOAT, -1, 3, -1, -1)
            .node("Identity", "features", "image")
            .bytes();
    write(folder, "", "encoder.onnx", encoder);
    var description =
        STYLIZER.formatted(
            Sha256.hex(encoder), Sha256.hex(decoder), SIZES, SIZES, SIZES, SIZES, strength, SIZES);
    return write(folder, description, "decoder.onnx", decoder);
  }

  private static Path write(Path folder, String description, String file, byte[] network) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file), network);
      Files.writeString(folder.resolve("model.yaml"), description);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String STYLIZER =
      """
      name: tiny-style
      version: 1.0.0
      task: stylize
      family: adain
      engine: onnx
      license: Apache-2.0
      batch: 1
      files:
        - {path: encoder.onnx, sha256: %s}
        - {path: decoder.onnx, sha256: %s}
      networks:
        - role: encoder
          file: encoder.onnx
          inputs:
            - {name: image, meaning: image, type: float32, shape: %s, layout: NCHW, channels: rgb, range: [0, 1], multiple: 4}
          outputs:
            - {name: features, meaning: features, type: float32, shape: %s}
        - role: decoder
          file: decoder.onnx
          inputs:
            - {name: content, meaning: content, type: float32, shape: %s}
            - {name: style, meaning: style, type: float32, shape: %s}%s
          outputs:
            - {name: image, meaning: image, type: float32, shape: %s, layout: NCHW, channels: rgb, range: [0, 1]}
      """;

  private static final String TRANSLATOR =
      """
      name: %s
      version: 1.0.0
      task: translate
      family: arithmetic
      engine: onnx
      license: Apache-2.0%s
      batch: 2
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [0, 1]}%s
      outputs:
        - {name: made, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [0, 1]}
      """;
}
