package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bundles of some kilobytes that make images of images; a side of -1 leaves height and width free.
 * Folders are made.
 */
public final class ImageModels {

  private ImageModels() {}

  /** Redraws every image as it is; RGB, range 0..255, batch of 4. */
  public static Path same(Path folder, int side) {
    return same(folder, side, "");
  }

  /** The same with further keys of the input image, such as {@code , multiple: 4}. */
  public static Path same(Path folder, int side, String keys) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, side, side)
            .output("out", FLOAT, -1, 3, side, side)
            .node("Identity", "out", "in")
            .bytes();
    return write(
        folder, network, description("same", "translate", side, side, "rgb", "[0, 255]", "", keys));
  }

  /** Adds to each image its own slope from left to right, 0 to 70 of 255; 8x8, RGB. */
  public static Path sloping(Path folder) {
    var slope = new float[64];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = 10 * (i % 8);
    }
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, 8, 8)
            .output("out", FLOAT, -1, 3, 8, 8)
            .floats("slope", slope, 1, 1, 8, 8)
            .node("Add", "out", "in", "slope")
            .bytes();
    return write(
        folder, network, description("sloping", "translate", 8, 8, "rgb", "[0, 255]", "", ""));
  }

  /**
   * Adds label times strength to each sample, in fractions; 8x8, gray, classes none, half, full.
   */
  public static Path brightening(Path folder) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 1, 8, 8)
            .input("class", INT64, -1)
            .input("amount", FLOAT, -1)
            .output("out", FLOAT, -1, 1, 8, 8)
            .floats("steps", new float[] {0, 0.5f, 1}, 3)
            .longs("sizes", -1, 1, 1, 1)
            .node("Gather", "step", "steps", "class")
            .node("Mul", "part", "step", "amount")
            .node("Reshape", "light", "part", "sizes")
            .node("Add", "out", "in", "light")
            .bytes();
    var more =
        """
          - {name: class, meaning: label, type: int64, shape: [-1]}
          - {name: amount, meaning: strength, type: float32, shape: [-1]}
        """;
    return write(
        folder,
        network,
        description("brightening", "translate", 8, 8, "gray", "[0, 1]", more, "")
            .replace("batch: 4", "labels: [none, half, full]\nbatch: 4"));
  }

  /** Doubles height and width by doubling pixels; channels "rgb", "gray" or "luma". */
  public static Path doubling(Path folder, int side, String channels) {
    int count = channels.equals("rgb") ? 3 : 1;
    int twice = side < 0 ? side : 2 * side;
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, count, side, side)
            .output("out", FLOAT, -1, count, twice, twice)
            .floats("scales", new float[] {1, 1, 2, 2}, 4)
            .node("Resize", "out", "in", "", "scales")
            .bytes();
    return write(
        folder,
        network,
        description("doubling", "super-resolve", side, twice, channels, "[0, 1]", "", ""));
  }

  /** Doubles the width and triples the height of gray images of 8x8, as no model should. */
  public static Path stretching(Path folder) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 1, 8, 8)
            .output("out", FLOAT, -1, 1, 24, 16)
            .floats("scales", new float[] {1, 1, 3, 2}, 4)
            .node("Resize", "out", "in", "", "scales")
            .bytes();
    return write(
        folder,
        network,
        description("stretching", "super-resolve", 8, 16, "gray", "[0, 1]", "", "")
            .replace("[-1, 1, 16, 16]", "[-1, 1, 24, 16]"));
  }

  private static String description(
      String name,
      String task,
      int side,
      int made,
      String channels,
      String range,
      String moreInputs,
      String keys) {
    int count = channels.equals("rgb") ? 3 : 1;
    return """
    name: %s
    version: "1"
    task: %s
    engine: onnx
    license: Apache-2.0
    batch: 4
    files:
      - {path: network.onnx, sha256: HASH}
    inputs:
      - {name: in, meaning: image, type: float32, shape: [-1, %d, %d, %d], layout: NCHW, channels: %s, range: %s%s}
    %soutputs:
      - {name: out, meaning: image, type: float32, shape: [-1, %d, %d, %d], layout: NCHW, channels: %s, range: %s}
    """
        .formatted(
            name,
            task,
            count,
            side,
            side,
            channels,
            range,
            keys,
            moreInputs,
            count,
            made,
            made,
            channels,
            range);
  }

  private static Path write(Path folder, byte[] network, String description) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("network.onnx"), network);
      Files.writeString(
          folder.resolve("model.yaml"), description.replace("HASH", Sha256.hex(network)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
