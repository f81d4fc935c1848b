package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT32;
import static dev.variegate.testing.OnnxWriter.INT64;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Networks that score five classes of each pixel by its color, or its foreground, and say so in
 * several forms.
 */
public final class SegmentationForms {

  public static final List<String> LABELS = List.of("sky", "road", "car", "tree", "person");

  private static final float[] WEIGHTS = {
    0.3f, -1.1f, 1.4f, 0.9f, 0.8f, -1.2f, 1.7f, -0.6f, -0.9f, -1.3f, 1.5f, -0.2f, 0.6f, 0.6f, 0.5f
  };

  private static final String IMAGE =
      "{name: in, meaning: image, type: float32, shape: [-1, 3, -1, -1], layout: NCHW, channels: rgb, range: [0, 1]}";

  private SegmentationForms() {}

  /**
   * A form.
   *
   * @param input as {@code model.yaml} describes it
   * @param output the same
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Form(
      String name, int batch, List<String> labels, String input, String output, byte[] network) {

    /** Writes its bundle into a folder, which is made. */
    public Path write(Path folder) {
      var head =
          """
          name: form
          version: "1"
          task: segment
          engine: onnx
          license: MIT
          labels: %s
          batch: %d
          """
              .formatted(labels, batch);
      var tail =
          """
          inputs:
            - %s
          outputs:
            - %s
          """
              .formatted(input, output);
      return WrittenBundle.write(folder, head, Map.of("network.onnx", network), tail);
    }

    /** Writes its network alone. */
    public Path network(Path file) {
      return WrittenBundle.network(file, network);
    }

    /** The same with other lines in its description. */
    public Form with(List<String> others, String otherOutput) {
      return new Form(name, batch, others, input, otherOutput, network);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** As most networks are: {@code [batch, classes, height, width]}. */
  public static Form plain() {
    return of(
        "plain",
        "float32",
        "[-1, 5, -1, -1]",
        "NCHW, form: logits",
        scoring("out"),
        FLOAT,
        -1,
        5,
        -1,
        -1);
  }

  /** For images of 8x8 alone. */
  public static Form fixed() {
    return new Form(
        "fixed",
        4,
        LABELS,
        IMAGE.replace("[-1, 3, -1, -1]", "[-1, 3, 8, 8]"),
        output("float32", "[-1, 5, 8, 8]", "NCHW, form: logits"),
        scoring("out", -1, 3, 8, 8).output("out", FLOAT, -1, 5, 8, 8).bytes());
  }

  /** With scores of half the size. */
  public static Form half() {
    var graph =
        weighted(5, -1, 3, -1, -1)
            .node("Conv", "out", Map.of("strides", List.of(2L, 2L)), "in", "weights")
            .output("out", FLOAT, -1, 5, -1, -1);
    return new Form("half", 4, LABELS, IMAGE, plain().output(), graph.bytes());
  }

  /** Without padding, so that it leaves out a border: the same classes as {@link #plain}. */
  public static Form bordered() {
    var weights = new float[135];
    for (int i = 0; i < WEIGHTS.length; i++) {
      weights[9 * i + 4] = WEIGHTS[i]; // in the middle of three by three
    }
    var graph =
        new OnnxWriter()
            .floats("weights", weights, 5, 3, 3, 3)
            .input("in", FLOAT, -1, 3, -1, -1)
            .node("Conv", "out", "in", "weights")
            .output("out", FLOAT, -1, 5, -1, -1);
    return new Form(
        "bordered",
        4,
        LABELS,
        IMAGE.replace("[0, 1]", "[0, 1], border: 1"),
        plain().output(),
        graph.bytes());
  }

  /** The same classes in other forms. */
  public static List<Form> equal() {
    return List.of(
        bordered(),
        new Form(
            "NHWC",
            4,
            LABELS,
            IMAGE.replace("[-1, 3, -1, -1], layout: NCHW", "[-1, -1, -1, 3], layout: NHWC"),
            output("float32", "[-1, -1, -1, 5]", "NHWC, form: logits"),
            new OnnxWriter()
                .floats("weights", WEIGHTS, 5, 3, 1, 1)
                .input("in", FLOAT, -1, -1, -1, 3)
                .node("Transpose", "planes", Map.of("perm", List.of(0L, 3L, 1L, 2L)), "in")
                .node("Conv", "scores", "planes", "weights")
                .node("Transpose", "out", Map.of("perm", List.of(0L, 2L, 3L, 1L)), "scores")
                .output("out", FLOAT, -1, -1, -1, 5)
                .bytes()),
        new Form(
            "CHW without a batch",
            1,
            LABELS,
            IMAGE.replace("[-1, 3, -1, -1], layout: NCHW", "[3, -1, -1], layout: CHW"),
            output("float32", "[5, -1, -1]", "CHW, form: logits"),
            new OnnxWriter()
                .floats("weights", WEIGHTS, 5, 3, 1, 1)
                .longs("first", 0)
                .input("in", FLOAT, 3, -1, -1)
                .node("Unsqueeze", "batch", "in", "first")
                .node("Conv", "scores", "batch", "weights")
                .node("Squeeze", "out", "scores", "first")
                .output("out", FLOAT, 5, -1, -1)
                .bytes()),
        of(
            "probabilities",
            "float32",
            "[-1, 5, -1, -1]",
            "NCHW, form: probabilities",
            scoring("scores").node("Softmax", "out", Map.of("axis", List.of(1L)), "scores"),
            FLOAT,
            -1,
            5,
            -1,
            -1),
        of(
            "indices NHW",
            "int64",
            "[-1, -1, -1]",
            "NHW, form: indices",
            indices("out", 0),
            INT64,
            -1,
            -1,
            -1),
        of(
            "int32 indices NCHW",
            "int32",
            "[-1, 1, -1, -1]",
            "NCHW, form: indices",
            indices("whole", 1).cast(INT32, "out", "whole"),
            INT32,
            -1,
            1,
            -1,
            -1),
        of(
            "float32 indices NHW",
            "float32",
            "[-1, -1, -1]",
            "NHW, form: indices",
            indices("whole", 0).cast(FLOAT, "out", "whole"),
            FLOAT,
            -1,
            -1,
            -1));
  }

  /** How likely a pixel is foreground, in several forms. */
  public static List<Form> foreground() {
    var two = List.of("background", "foreground");
    var plain = weighted(1, -1, 3, -1, -1).node("Conv", "out", "in", "weights");
    var sigmoid =
        weighted(1, -1, 3, -1, -1)
            .node("Conv", "score", "in", "weights")
            .node("Sigmoid", "out", "score");
    var squeezed =
        weighted(1, -1, 3, -1, -1)
            .longs("channel", 1)
            .node("Conv", "score", "in", "weights")
            .node("Sigmoid", "likely", "score")
            .node("Squeeze", "out", "likely", "channel");
    return List.of(
        of(
                "logits",
                "float32",
                "[-1, 1, -1, -1]",
                "NCHW, form: logits",
                plain,
                FLOAT,
                -1,
                1,
                -1,
                -1)
            .with(List.of(), output("float32", "[-1, 1, -1, -1]", "NCHW, form: logits")),
        of(
                "probabilities",
                "float32",
                "[-1, 1, -1, -1]",
                "NCHW, form: probabilities",
                sigmoid,
                FLOAT,
                -1,
                1,
                -1,
                -1)
            .with(two, output("float32", "[-1, 1, -1, -1]", "NCHW, form: probabilities")),
        of(
                "probabilities NHW",
                "float32",
                "[-1, -1, -1]",
                "NHW, form: probabilities",
                squeezed,
                FLOAT,
                -1,
                -1,
                -1)
            .with(two, output("float32", "[-1, -1, -1]", "NHW, form: probabilities")));
  }

  private static Form of(
      String name,
      String type,
      String shape,
      String layout,
      OnnxWriter graph,
      int element,
      long... sizes) {
    return new Form(
        name,
        4,
        LABELS,
        IMAGE,
        output(type, shape, layout),
        graph.output("out", element, sizes).bytes());
  }

  private static String output(String type, String shape, String layout) {
    return "{name: out, meaning: segmentation, type: %s, shape: %s, layout: %s}"
        .formatted(type, shape, layout);
  }

  private static OnnxWriter weighted(int classes, long... image) {
    var weights = Arrays.copyOf(WEIGHTS, 3 * classes);
    return new OnnxWriter().floats("weights", weights, classes, 3, 1, 1).input("in", FLOAT, image);
  }

  private static OnnxWriter scoring(String output, long... image) {
    return weighted(5, image.length == 0 ? new long[] {-1, 3, -1, -1} : image)
        .node("Conv", output, "in", "weights");
  }

  private static OnnxWriter indices(String output, long kept) {
    return scoring("scores")
        .node("ArgMax", output, Map.of("axis", List.of(1L), "keepdims", List.of(kept)), "scores");
  }
}
