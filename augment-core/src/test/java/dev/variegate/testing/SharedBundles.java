package dev.variegate.testing;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bundles around real networks of the shared material, as a user would write them; only for tests
 * marked {@link NeedsShared}.
 */
public final class SharedBundles {

  private SharedBundles() {}

  /** A class-conditional GAN of digits, 28x28, gray. */
  public static Path digitSampler(Path folder) {
    return write(
        folder,
        "models/sampler/mnist-conditional-wgan.onnx",
        """
        name: digits
        version: "1"
        task: sample
        family: wgan-gp
        engine: onnx
        license: MIT
        labels: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        batch: 16
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: z, meaning: latent, type: float32, shape: [-1, 10], distribution: normal}
          - {name: label, meaning: label, type: int64, shape: [-1]}
        outputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [-1, 1]}
        """);
  }

  /** A GAN of faces, 32x32, RGB, from uniform numbers. */
  public static Path faceSampler(Path folder) {
    return write(
        folder,
        "models/sampler/face-dcgan-32.onnx",
        """
        name: faces
        version: "1"
        task: sample
        family: dcgan
        engine: onnx
        license: Apache-2.0
        batch: 16
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: z, meaning: latent, type: float32, shape: [-1, 100], distribution: uniform}
        outputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 3, 32, 32], layout: NCHW, channels: rgb, range: [-1, 1]}
        """);
  }

  /** The decoder of a VAE of digits, 28x28, gray; knows no classes. */
  public static Path digitDecoder(Path folder) {
    return write(
        folder,
        "models/sampler/mnist-vae-decoder.onnx",
        """
        name: soft-digits
        version: "1"
        task: sample
        family: vae
        engine: onnx
        license: MIT
        batch: 16
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: z, meaning: latent, type: float32, shape: [-1, 20], distribution: normal}
        outputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
        """);
  }

  /** A classifier of digits, 28x28, gray. */
  public static Path digitClassifier(Path folder) {
    return write(
        folder,
        "models/classifier/mnist-cnn.onnx",
        """
        name: digit-judge
        version: "8"
        task: classify
        engine: onnx
        license: MIT
        labels: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]
        batch: 1
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: Input3, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 255]}
        outputs:
          - {name: Plus214_Output_0, meaning: scores, type: float32, shape: [-1, 10], form: logits}
        """);
  }

  /** A classifier of clothes, 28x28, gray, with features of 3,200 numbers; states no license. */
  public static Path clothesClassifier(Path folder) {
    return write(
        folder,
        "models/classifier/fashion-mnist-cnn.onnx",
        """
        name: clothes-judge
        version: "1"
        task: classify
        engine: onnx
        labels: [t-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle-boot]
        batch: 128
        files:
          - {path: network.onnx, sha256: %s}
        inputs:
          - {name: input, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [0, 1]}
        outputs:
          - {name: output, meaning: scores, type: float32, shape: [-1, 10], form: log-probabilities}
          - {name: "19", meaning: features, type: float32, shape: [-1, 3200]}
        """);
  }

  /** An autoencoder of natural images of any size, as the examples describe it. */
  public static Path autoencoder(Path folder) {
    try {
      Files.createDirectories(folder);
      for (var file : new String[] {"taef2_encoder.onnx", "taef2_decoder.onnx"}) {
        Files.copy(Shared.path("models/autoencoder/" + file), folder.resolve(file));
      }
      var root = Path.of(System.getProperty("variegate.root", ".."));
      Files.copy(root.resolve("examples/bundles/taef2/model.yaml"), folder.resolve("model.yaml"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
