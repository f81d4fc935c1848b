package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.DOUBLE;
import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.UINT8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Networks that give an image as it is, or ten levels brighter, in several forms. */
public final class ImageForms {

  private static final String RGB = ", channels: rgb, range: [0, 255]}";

  private ImageForms() {}

  /**
   * A form.
   *
   * @param side of its images; -1 for any
   * @param brighter levels that it adds
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Form(
      String name,
      int side,
      int brighter,
      int batch,
      List<String> inputs,
      String output,
      byte[] network) {

    /** Writes its bundle into a folder, which is made. */
    public Path write(Path folder) {
      var head =
          """
          name: form
          version: "1"
          task: translate
          engine: onnx
          license: MIT
          batch: %d
          """
              .formatted(batch);
      var tail =
          """
          inputs:
            - %s
          outputs:
            - %s
          """
              .formatted(String.join("\n  - ", inputs), output);
      return WrittenBundle.write(folder, head, Map.of("network.onnx", network), tail);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Colors and alpha, which the network exchanges for green. */
  public static Form transparent() {
    var described =
        "{name: %s, meaning: image, type: float32, shape: [-1, 4, -1, -1], layout: NCHW, channels: rgba, range: [0, 1]}";
    var shape = new long[] {-1, 4, -1, -1};
    return new Form(
        "rgba",
        -1,
        0,
        4,
        List.of(described.formatted("in")),
        described.formatted("out"),
        new OnnxWriter()
            .input("in", FLOAT, shape)
            .longs("order", 0, 3, 2, 1)
            .node("Gather", "out", Map.of("axis", List.of(1L)), "in", "order")
            .output("out", FLOAT, shape)
            .bytes());
  }

  private static String image(String name, String type, String shape, String layout) {
    return "{name: %s, meaning: image, type: %s, shape: %s, layout: %s"
            .formatted(name, type, shape, layout)
        + RGB;
  }

  private static Form same(
      String name, int batch, int type, String word, String shape, String layout, long... sizes) {
    return new Form(
        name,
        8,
        0,
        batch,
        List.of(image("in", word, shape, layout)),
        image("out", word, shape, layout),
        new OnnxWriter()
            .input("in", type, sizes)
            .output("out", type, sizes)
            .node("Identity", "out", "in")
            .bytes());
  }

  /** The map beside the image has one value. */
  private static Form mapped(String name, String layout, long[] image, long[] map) {
    var shape = Arrays.toString(image);
    return new Form(
        name,
        -1,
        10,
        4,
        List.of(
            image("in", "float32", shape, layout),
            "{name: level, meaning: constant, type: float32, shape: %s, value: 10}"
                .formatted(Arrays.toString(map))),
        image("out", "float32", shape, layout),
        new OnnxWriter()
            .input("in", FLOAT, image)
            .input("level", FLOAT, map)
            .output("out", FLOAT, image)
            .node("Add", "out", "in", "level")
            .bytes());
  }

  public static List<Form> all() {
    return List.of(
        same("float64", 4, DOUBLE, "float64", "[-1, 3, 8, 8]", "NCHW", -1, 3, 8, 8),
        same("uint8 NHWC", 4, UINT8, "uint8", "[-1, 8, 8, 3]", "NHWC", -1, 8, 8, 3),
        same("uint8 HWC without a batch", 1, UINT8, "uint8", "[8, 8, 3]", "HWC", 8, 8, 3),
        same("CHW without a batch", 1, FLOAT, "float32", "[3, 8, 8]", "CHW", 3, 8, 8),
        same("flat NCHW", 4, FLOAT, "float32", "[-1, 192]", "NCHW, size: [8, 8]", -1, 192),
        same("flat NHWC", 4, FLOAT, "float32", "[-1, 192]", "NHWC, size: [8, 8]", -1, 192),
        mapped("map NCHW", "NCHW", new long[] {-1, 3, -1, -1}, new long[] {-1, 1, -1, -1}),
        mapped("map NHWC", "NHWC", new long[] {-1, -1, -1, 3}, new long[] {-1, -1, -1, 1}),
        mapped("one number a row", "NCHW", new long[] {-1, 3, -1, -1}, new long[] {-1, 1, 1, 1}));
  }
}
