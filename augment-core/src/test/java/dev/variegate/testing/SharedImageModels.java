package dev.variegate.testing;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bundles around real networks that make images of images, as a user would write them; only for
 * tests marked {@link NeedsShared}.
 */
public final class SharedImageModels {

  private SharedImageModels() {}

  /** Enlarges luma to the double, any size. */
  public static Path fsrcnn(Path folder) {
    return write(
        folder,
        "models/super-resolution/fsrcnn-x2.onnx",
        """
        name: fsrcnn-x2
        version: "1"
        task: super-resolve
        engine: onnx
        license: Apache-2.0
        batch: 4
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: y, meaning: image, type: float32, shape: [-1, 1, -1, -1], layout: NCHW, channels: luma, range: [0, 1], size: [64, 64]}
        outputs:
          - {name: hr, meaning: image, type: float32, shape: [-1, 1, -1, -1], layout: NCHW, channels: luma, range: [0, 1]}
        """);
  }

  /** Enlarges colors by 2 or 4, any size. */
  public static Path esrgan(Path folder, int factor) {
    return write(
        folder,
        "models/super-resolution/esrgan-slim-x%d.onnx".formatted(factor),
        """
        name: esrgan-slim
        version: "1"
        task: super-resolve
        engine: onnx
        license: MIT
        batch: 1
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: lr, meaning: image, type: float32, shape: [-1, 3, -1, -1], layout: NCHW, channels: rgb, range: [0, 255], size: [48, 48]}
        outputs:
          - {name: hr, meaning: image, type: float32, shape: [-1, 3, -1, -1], layout: NCHW, channels: rgb, range: [0, 255]}
        """);
  }

  /** A fast neural style, mosaic-256 or udnie-128, of that side alone; states no license. */
  public static Path style(Path folder, String name) {
    int side = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    return write(
        folder,
        "models/style/fns-%s.onnx".formatted(name),
        """
        name: NAME
        version: "1"
        task: translate
        engine: onnx
        batch: 1
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: input.1, meaning: image, type: float32, shape: [1, 3, SIDE, SIDE], layout: NCHW, channels: rgb, range: [0, 255]}
        outputs:
          - {name: "433", meaning: image, type: float32, shape: [1, 3, SIDE, SIDE], layout: NCHW, channels: rgb, range: [0, 255]}
        """
            .replace("NAME", name)
            .replace("SIDE", Integer.toString(side)));
  }

  private static Path write(Path folder, String network, String description) {
    try {
      var bytes = Files.readAllBytes(Shared.path(network));
      Files.createDirectories(folder);
      Files.write(folder.resolve("network.onnx"), bytes);
      Files.writeString(folder.resolve("model.yaml"), description.formatted(Sha256.hex(bytes)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
