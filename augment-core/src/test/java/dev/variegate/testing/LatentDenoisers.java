package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bundles of latent diffusion models whose results are known. */
public final class LatentDenoisers {

  private static final String HEAD =
      """
      name: tiny-latent-diffusion
      version: 1.0.0
      task: diffuse
      family: latent-diffusion
      engine: onnx
      license: Apache-2.0
      labels: [circle, square, cross]
      batch: 4
      files:
      """;

  private static final String IMAGE =
      "{name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [-1, 1]}";

  private static final Map<String, String> NETWORKS =
      Map.of(
          "encoder",
          """
            - role: encoder
              file: encoder.onnx
              inputs:
                - %s
              outputs:
                - {name: latent, meaning: latent, type: float32, shape: [-1, 4, 4, 4], distribution: none}
          """
              .formatted(IMAGE),
          "decoder",
          """
            - role: decoder
              file: decoder.onnx
              inputs:
                - {name: latent, meaning: latent, type: float32, shape: [-1, 4, 4, 4], distribution: none}
              outputs:
                - %s
          """
              .formatted(IMAGE),
          "denoiser",
          """
            - role: denoiser
              file: denoiser.onnx
              inputs:
                - {name: z, meaning: latent, type: float32, shape: [-1, 4, 4, 4], distribution: none, scale: 0.5}
                - {name: t, meaning: timestep, type: int64, shape: [-1]}
                - {name: label, meaning: label, type: int64, shape: [-1], unconditional: 3}
              outputs:
                - {name: noise, meaning: prediction, type: float32, shape: [-1, 4, 4, 4]}
          """);

  private LatentDenoisers() {}

  /**
   * The tiny model as a latent diffusion model, whose latents are the image's numbers in another
   * shape, twice as large, and halved again for the denoiser: the same images bit for bit.
   *
   * @param roles of its networks, of {@code encoder}, {@code decoder} and {@code denoiser}
   */
  public static Path tiny(Path folder, List<String> roles) {
    var image = new long[] {-1, 1, Denoisers.SIDE, Denoisers.SIDE};
    var latent = new long[] {-1, 4, Denoisers.SIDE / 2, Denoisers.SIDE / 2};
    var files =
        Map.of(
            "encoder", reshaped("image", image, "latent", latent, 2),
            "decoder", reshaped("latent", latent, "image", image, 0.5f),
            "denoiser", latentDenoiser(latent));
    var text = new StringBuilder(HEAD);
    for (var role : roles) {
      var file = role + ".onnx";
      text.append("  - {path: ").append(file).append(", sha256: ");
      text.append(Sha256.hex(files.get(role))).append("}\n");
    }
    text.append("  - {path: scheduler_config.json, sha256: ");
    text.append(Sha256.hex(Denoisers.TINY_SCHEDULER.getBytes(StandardCharsets.UTF_8)));
    text.append("}\nnetworks:\n");
    roles.forEach(role -> text.append(NETWORKS.get(role)));
    try {
      Files.createDirectories(folder);
      for (var role : roles) {
        Files.write(folder.resolve(role + ".onnx"), files.get(role));
      }
      Files.writeString(folder.resolve("scheduler_config.json"), Denoisers.TINY_SCHEDULER);
      Files.writeString(folder.resolve("model.yaml"), text);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A network that gives its input in another shape, times a factor. */
  public static byte[] reshaped(String input, long[] from, String output, long[] to, float factor) {
    return new OnnxWriter()
        .input(input, FLOAT, from)
        .output(output, FLOAT, to)
        .longs("shape", to)
        .floats("factor", new float[] {factor})
        .node("Mul", "scaled", input, "factor")
        .node("Reshape", output, "scaled", "shape")
        .bytes();
  }

  private static byte[] latentDenoiser(long... latent) {
    return Denoisers.tiny("z", latent)
        .longs("image shape", -1, 1, Denoisers.SIDE, Denoisers.SIDE)
        .longs("latent shape", latent)
        .node("Reshape", "x", "z", "image shape")
        .node("Sub", "flat", "ofSample", "ofImage")
        .node("Reshape", "noise", "flat", "latent shape")
        .output("noise", FLOAT, latent)
        .bytes();
  }
}
