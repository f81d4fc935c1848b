package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles of some kilobytes that fill holes and change what lies around them too. */
public final class InpaintModels {

  private InpaintModels() {}

  /**
   * Half the image, and a quarter more in the hole; 8x8, RGB, range -1..1, hole 1, batch of 4. So a
   * hole becomes 159 where it is mid-gray to the network.
   */
  public static Path halving(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 3, 8, 8)
            .input("hole", FLOAT, -1, 1, 8, 8)
            .output("filled", FLOAT, -1, 3, 8, 8)
            .floats("half", new float[] {0.5f}, 1)
            .floats("quarter", new float[] {0.25f}, 1)
            .node("Mul", "dark", "image", "half")
            .node("Mul", "light", "hole", "quarter")
            .node("Add", "filled", "dark", "light")
            .bytes();
    return write(
        folder,
        network,
        """
        name: halving
        version: "1"
        task: inpaint
        engine: onnx
        license: Apache-2.0
        batch: 4
        files:
          - {path: network.onnx, sha256: HASH}
        inputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [-1, 1]}
          - {name: hole, meaning: mask, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, hole: 1, kept: 0}
        outputs:
          - {name: filled, meaning: image, type: float32, shape: [-1, 3, 8, 8], layout: NCHW, channels: rgb, range: [-1, 1]}
        """);
  }

  /**
   * The image, with blue, green and red raised by 0.1, 0.15 and 0.3 where the mask is 0; any
   * multiple of 4, channels last, BGR, range 0..1, hole 0 and kept 1. So a hole becomes (204, 166,
   * 153).
   */
  public static Path raising(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, -1, -1, 3)
            .input("kept", FLOAT, -1, -1, -1, 1)
            .output("filled", FLOAT, -1, -1, -1, 3)
            .floats("one", new float[] {1}, 1)
            .floats("step", new float[] {0.1f, 0.15f, 0.3f}, 3)
            .node("Sub", "hole", "one", "kept")
            .node("Mul", "light", "hole", "step")
            .node("Add", "filled", "image", "light")
            .bytes();
    return write(
        folder,
        network,
        """
        name: raising
        version: "1"
        task: inpaint
        engine: onnx
        license: Apache-2.0
        batch: 4
        files:
          - {path: network.onnx, sha256: HASH}
        inputs:
          - {name: image, meaning: image, type: float32, shape: [-1, -1, -1, 3], layout: NHWC, channels: bgr, range: [0, 1], multiple: 4}
          - {name: kept, meaning: mask, type: float32, shape: [-1, -1, -1, 1], layout: NHWC, hole: 0, kept: 1}
        outputs:
          - {name: filled, meaning: image, type: float32, shape: [-1, -1, -1, 3], layout: NHWC, channels: bgr, range: [0, 1]}
        """);
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
