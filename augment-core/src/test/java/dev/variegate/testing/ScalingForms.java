package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Networks that enlarge images of any size, or of 8x8 pixels, by repeating pixels: two thirds of
 * them twice for one and a half times. Some take the mean about a pixel first and so leave out the
 * border.
 */
public final class ScalingForms {

  private ScalingForms() {}

  /**
   * A form.
   *
   * @param across how many times as wide an image becomes
   * @param down how many times as high
   * @param mean whether it takes means of three by three pixels
   * @param fixed whether it takes images of 8x8 alone
   * @param keys of its input and of its output in {@code model.yaml}
   */
  public record Form(
      String name, double across, double down, boolean mean, boolean fixed, List<String> keys) {

    /** Writes its bundle into a folder, which is made. */
    public Path write(Path folder) {
      var head =
          """
          name: form
          version: "1"
          task: super-resolve
          engine: onnx
          license: MIT
          batch: 4
          """;
      var tail =
          """
          inputs:
            - {name: in, meaning: image, type: float32, shape: %s, layout: NCHW, channels: rgb, range: [0, 255]%s}
          outputs:
            - {name: out, meaning: image, type: float32, shape: %s, layout: NCHW, channels: rgb, range: [0, 255]%s}
          """
              .formatted(
                  Arrays.toString(given()), keys.get(0), Arrays.toString(made()), keys.get(1));
      return WrittenBundle.write(folder, head, Map.of("network.onnx", graph()), tail);
    }

    private long[] given() {
      return fixed ? new long[] {-1, 3, 8, 8} : new long[] {-1, 3, -1, -1};
    }

    private long[] made() {
      int side = mean ? 6 : 8;
      return fixed
          ? new long[] {-1, 3, Math.round(side * down), Math.round(side * across)}
          : new long[] {-1, 3, -1, -1};
    }

    private byte[] graph() {
      var weights = new float[81];
      for (int i = 0; i < 81; i++) {
        weights[i] = i / 27 == i / 9 % 3 ? 1f / 9 : 0; // of its own channel
      }
      return new OnnxWriter()
          .input("in", FLOAT, given())
          .floats("weights", weights, 3, 3, 3, 3)
          .floats("scales", new float[] {1, 1, (float) down, (float) across}, 4)
          .node(
              mean ? "Conv" : "Identity",
              "seen",
              mean ? new String[] {"in", "weights"} : new String[] {"in"})
          .node("Resize", "out", "seen", "", "scales")
          .output("out", FLOAT, made())
          .bytes();
    }

    /** This with other keys. */
    public Form with(String input, String output) {
      return new Form(name, across, down, mean, fixed, List.of(input, output));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Form> all() {
    var none = List.of("", "");
    return List.of(
        new Form("by 2 and 1", 2, 1, false, false, none),
        new Form("by 2 and 1, 8x8", 2, 1, false, true, none),
        new Form("by 1 and 3, in tiles", 1, 3, false, false, List.of(", size: [10, 6]", "")),
        new Form("by 1.5", 1.5, 1.5, false, false, List.of("", ", factor: 1.5")),
        new Form("by 1.5, 8x8", 1.5, 1.5, false, true, none),
        new Form(
            "by 1.5 and 2, in tiles",
            1.5,
            2,
            false,
            false,
            List.of(", size: [6, 10]", ", factor: [1.5, 2]")),
        new Form("a border", 1, 1, true, false, List.of(", border: 1", "")),
        new Form("a border, 8x8", 1, 1, true, true, List.of(", border: 1", "")),
        new Form(
            "a border, of multiples", 1, 1, true, false, List.of(", border: 1, multiple: 4", "")),
        new Form("by 2 with a border", 2, 2, true, false, List.of(", border: 1", "")),
        new Form("by 2 with a border, 8x8", 2, 2, true, true, List.of(", border: 1", "")),
        new Form(
            "by 1.5 with a border, in tiles",
            1.5,
            1.5,
            true,
            false,
            List.of(", border: 1, size: [10, 12]", ", factor: 1.5")));
  }
}
