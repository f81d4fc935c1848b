package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.DOUBLE;
import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.FLOAT16;
import static dev.variegate.testing.OnnxWriter.INT32;
import static dev.variegate.testing.OnnxWriter.INT64;
import static dev.variegate.testing.OnnxWriter.UINT8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Networks that compute the same, and take and give it in other forms: gray images of 6x4 pixels
 * from 4 latent numbers and one of three classes.
 */
public final class NetworkForms {

  private static final int LATENT = 4;
  private static final int AREA = 24;
  private static final String Z =
      "{name: z, meaning: latent, type: float32, shape: [-1, 4], distribution: normal}";
  private static final String LABEL = "{name: label, meaning: label, type: int64, shape: [-1]}";
  private static final String IMAGE =
      "{name: image, meaning: image, type: float32, shape: [-1, 1, 4, 6], layout: NCHW, channels: gray, range: [-1, 1]}";

  private NetworkForms() {}

  /**
   * A form of a sampler.
   *
   * @param batch of the bundle
   * @param inputs beside the plain ones, or in their place, as {@code model.yaml} describes them
   * @param output as it describes it
   * @param network the file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Form(String name, int batch, List<String> inputs, String output, byte[] network) {

    /** Writes its bundle into a folder, which is made. */
    public Path write(Path folder) {
      var head =
          """
          name: form
          version: "1"
          task: sample
          engine: onnx
          license: MIT
          labels: [circle, square, cross]
          batch: %d
          """
              .formatted(batch);
      var tail = new StringBuilder("inputs:\n");
      inputs.forEach(input -> tail.append("  - ").append(input).append('\n'));
      tail.append("outputs:\n  - ").append(output).append('\n');
      return WrittenBundle.write(folder, head, Map.of("network.onnx", network), tail.toString());
    }

    /** Writes its network alone. */
    public Path network(Path file) {
      return WrittenBundle.network(file, network);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** As most networks are. */
  public static Form plain() {
    return labeled("plain", LABEL, graph().input("label", INT64, -1), "label");
  }

  /**
   * The same function in other forms: whatever they are given, images are those of the plain one.
   */
  public static List<Form> equal() {
    var oneHot = "{name: label, meaning: label, type: %s, shape: [-1, 3], encoding: one-hot}";
    return List.of(
        labeled(
            "int32 label",
            LABEL.replace("int64", "int32"),
            graph().input("label", INT32, -1),
            "label"),
        labeled(
            "float16 label",
            LABEL.replace("int64", "float16"),
            graph().input("label", FLOAT16, -1).cast(INT64, "whole", "label"),
            "whole"),
        labeled(
            "[batch, 1] label",
            LABEL.replace("[-1]", "[-1, 1]"),
            graph().input("label", INT64, -1, 1),
            "label"),
        new Form(
            "one-hot float32",
            4,
            List.of(Z, oneHot.formatted("float32")),
            IMAGE,
            image(ofOneHot(graph().input("label", FLOAT, -1, 3), "label"))),
        new Form(
            "one-hot int64",
            4,
            List.of(Z, oneHot.formatted("int64")),
            IMAGE,
            image(
                ofOneHot(
                    graph().input("label", INT64, -1, 3).cast(FLOAT, "ones", "label"), "ones"))),
        new Form(
            "double",
            4,
            List.of(Z.replace("float32", "float64"), LABEL),
            IMAGE.replace("float32", "float64"),
            numbers("z", DOUBLE)
                .input("label", INT64, -1)
                .cast(FLOAT, "single", "z")
                .node("MatMul", "product", "single", "weights")
                .node("Gather", "row", "rows", "label")
                .node("Reshape", "bias", "row", "flat-sizes")
                .node("Add", "sum", "product", "bias")
                .node("Tanh", "flat", "sum")
                .node("Reshape", "floats", "flat", "sizes")
                .cast(DOUBLE, "image", "floats")
                .output("image", DOUBLE, -1, 1, 4, 6)
                .bytes()),
        new Form(
            "flat output",
            4,
            List.of(Z, LABEL),
            IMAGE.replace("[-1, 1, 4, 6]", "[-1, 24], size: [6, 4]"),
            ofIndex(graph().input("label", INT64, -1), "label")
                .node("Tanh", "image", "sum")
                .output("image", FLOAT, -1, AREA)
                .bytes()),
        new Form(
            "NHWC",
            4,
            List.of(Z, LABEL),
            IMAGE.replace("[-1, 1, 4, 6]", "[-1, 4, 6, 1]").replace("NCHW", "NHWC"),
            ofIndex(graph().input("label", INT64, -1), "label")
                .longs("last", -1, 4, 6, 1)
                .node("Tanh", "made", "sum")
                .node("Reshape", "image", "made", "last")
                .output("image", FLOAT, -1, 4, 6, 1)
                .bytes()),
        new Form(
            "batch of 1",
            1,
            List.of(Z.replace("-1", "1"), LABEL.replace("-1", "1")),
            IMAGE.replace("[-1, 1, 4", "[1, 1, 4"),
            ofIndex(numbers("z", FLOAT, 1).input("label", INT64, 1), "label", "z")
                .longs("one", 1, 1, 4, 6)
                .node("Tanh", "made", "sum")
                .node("Reshape", "image", "made", "one")
                .output("image", FLOAT, 1, 1, 4, 6)
                .bytes()),
        new Form(
            "HWC without a batch",
            1,
            List.of(Z, LABEL),
            IMAGE.replace("[-1, 1, 4, 6]", "[4, 6, 1]").replace("NCHW", "HWC"),
            ofIndex(graph().input("label", INT64, -1), "label")
                .longs("one", 4, 6, 1)
                .node("Tanh", "made", "sum")
                .node("Reshape", "image", "made", "one")
                .output("image", FLOAT, 4, 6, 1)
                .bytes()),
        new Form(
            "constants",
            4,
            List.of(
                Z,
                LABEL,
                "{name: sigma, meaning: constant, type: float32, shape: [-1, 1], value: 0.5}",
                "{name: twice, meaning: constant, type: int64, shape: [1], value: 2}"),
            IMAGE,
            ofIndex(
                    graph()
                        .input("label", INT64, -1)
                        .input("sigma", FLOAT, -1, 1)
                        .input("twice", INT64, 1),
                    "label")
                .cast(FLOAT, "two", "twice")
                .node("Mul", "half", "sum", "sigma")
                .node("Mul", "again", "half", "two")
                .node("Tanh", "made", "again")
                .node("Reshape", "image", "made", "sizes")
                .output("image", FLOAT, -1, 1, 4, 6)
                .bytes()));
  }

  /** One that adds noise of its own: {@code tanh(z W + row + noise)}. */
  public static Form noisy() {
    return new Form(
        "noise",
        4,
        List.of(Z, LABEL, "{name: n, meaning: noise, type: float32, shape: [-1, 24], scale: 0.5}"),
        IMAGE,
        ofIndex(graph().input("label", INT64, -1).input("n", FLOAT, -1, AREA), "label")
            .node("Add", "noisy", "sum", "n")
            .node("Tanh", "made", "noisy")
            .node("Reshape", "image", "made", "sizes")
            .output("image", FLOAT, -1, 1, 4, 6)
            .bytes());
  }

  /** One that truncates inside: {@code tanh(psi (z W + row))}. */
  public static Form truncating() {
    return new Form(
        "truncation",
        4,
        List.of(Z, LABEL, "{name: psi, meaning: truncation, type: float32, shape: [], value: 0.7}"),
        IMAGE,
        ofIndex(graph().input("label", INT64, -1).input("psi", FLOAT), "label")
            .node("Mul", "cut", "sum", "psi")
            .node("Tanh", "made", "cut")
            .node("Reshape", "image", "made", "sizes")
            .output("image", FLOAT, -1, 1, 4, 6)
            .bytes());
  }

  /** One of bytes: {@code 127.5 + 127.5 tanh(...)}, cut to whole numbers. */
  public static Form bytes() {
    return new Form(
        "uint8",
        4,
        List.of(Z, LABEL),
        IMAGE.replace("float32", "uint8").replace("[-1, 1]}", "[0, 255]}"),
        ofIndex(graph().input("label", INT64, -1), "label")
            .floats("middle", new float[] {127.5f}, 1)
            .node("Tanh", "made", "sum")
            .node("Mul", "scaled", "made", "middle")
            .node("Add", "levels", "scaled", "middle")
            .node("Reshape", "floats", "levels", "sizes")
            .cast(UINT8, "image", "floats")
            .output("image", UINT8, -1, 1, 4, 6)
            .bytes());
  }

  private static Form labeled(String name, String label, OnnxWriter graph, String index) {
    return new Form(name, 4, List.of(Z, label), IMAGE, image(ofIndex(graph, index)));
  }

  private static byte[] image(OnnxWriter graph) {
    return graph
        .node("Tanh", "made", "sum")
        .node("Reshape", "image", "made", "sizes")
        .output("image", FLOAT, -1, 1, 4, 6)
        .bytes();
  }

  private static OnnxWriter graph() {
    return numbers("z", FLOAT);
  }

  private static OnnxWriter numbers(String name, int type) {
    return numbers(name, type, -1);
  }

  private static OnnxWriter numbers(String name, int type, int batch) {
    return new OnnxWriter()
        .input(name, type, batch, LATENT)
        .floats("weights", waves(LATENT * AREA, 1.3), LATENT, AREA)
        .floats("rows", waves(3 * AREA, 2.1), 3, AREA)
        .longs("flat-sizes", -1, AREA)
        .longs("sizes", -1, 1, 4, 6);
  }

  private static OnnxWriter ofIndex(OnnxWriter graph, String index) {
    return ofIndex(graph, index, "z");
  }

  private static OnnxWriter ofIndex(OnnxWriter graph, String index, String z) {
    return graph
        .node("MatMul", "product", z, "weights")
        .node("Gather", "row", "rows", index)
        .node("Reshape", "bias", "row", "flat-sizes")
        .node("Add", "sum", "product", "bias");
  }

  private static OnnxWriter ofOneHot(OnnxWriter graph, String ones) {
    return graph
        .node("MatMul", "product", "z", "weights")
        .node("MatMul", "bias", ones, "rows")
        .node("Add", "sum", "product", "bias");
  }

  /** Numbers without pattern that are the same everywhere. */
  private static float[] waves(int count, double pace) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.sin(pace * (i + 1) * (i + 3));
    }
    return values;
  }
}
