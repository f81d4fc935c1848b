package dev.variegate.benchmarks.training;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A trained decoder as a model bundle: {@code model.yaml} and {@code decoder.onnx}.
 *
 * @param license SPDX name of the license that the training images ask for
 * @param labels the names of the classes, in the order of their indexes
 * @param latent length of the latent
 */
public record SamplerBundle(
    String name, String version, String license, List<String> labels, int latent) {

  static final String NETWORK = "decoder.onnx";
  private static final int BATCH = 64;

  /** Writes both files into a folder, which is made if it is absent. */
  public void write(Path folder, byte[] network) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(NETWORK), network);
    Files.writeString(folder.resolve("model.yaml"), description(Sha256.hex(network)));
  }

  private String description(String sha256) {
    return """
        name: %s
        version: %s
        task: sample
        family: hinge-gan
        engine: onnx
        license: %s
        labels: [%s]
        batch: %d
        files:
          - {path: %s, sha256: %s}
        inputs:
          - {name: z, meaning: latent, type: float32, shape: [-1, %d], distribution: normal}
          - {name: label, meaning: label, type: int64, shape: [-1]}
        outputs:
          - {name: image, meaning: image, type: float32, shape: [-1, 1, %d, %d], layout: NCHW, channels: gray, range: [0, 1]}
        """
        .formatted(
            name,
            version,
            license,
            String.join(", ", labels),
            BATCH,
            NETWORK,
            sha256,
            latent,
            DecoderNetwork.SIDE,
            DecoderNetwork.SIDE);
  }
}
