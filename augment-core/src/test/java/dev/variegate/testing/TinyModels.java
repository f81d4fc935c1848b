package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Model bundles of some kilobytes with real networks, for tests that need any model at all. */
public final class TinyModels {

  /** The classes of both tiny models. */
  public static final List<String> LABELS = List.of("circle", "square", "cross");

  private static final int LATENT = 4;
  private static final int SIDE = 8;
  private static final int AREA = SIDE * SIDE;

  private TinyModels() {}

  /** A new folder that goes with the JVM's other temporary files. */
  public static Path folder(String name) {
    try {
      var folder = Files.createTempDirectory("tiny-" + name + "-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a class-conditional sampler into a folder, which is made: images of 8x8, gray, batch of
   * 4; image = tanh(z W + row of the label).
   */
  public static Path sampler(Path folder) {
    var network =
        samplerGraph()
            .node("Tanh", "flat", "sum")
            .node("Reshape", "image", "flat", "sizes")
            .bytes();
    return write(folder, network, SAMPLER.formatted(Sha256.hex(network)));
  }

  /**
   * Writes a sampler of no class into a folder, which is made: images of 8x8, gray, batch of 4;
   * image = tanh(z W), with uniform z {@code [batch, 4, 1, 1]}.
   */
  public static Path unconditional(Path folder) {
    var network =
        new OnnxWriter()
            .input("z", FLOAT, -1, LATENT, 1, 1)
            .output("image", FLOAT, -1, 1, SIDE, SIDE)
            .floats("weights", waves(LATENT * AREA, 1.3), LATENT, AREA)
            .longs("numbers", -1, LATENT)
            .longs("sizes", -1, 1, SIDE, SIDE)
            .node("Reshape", "vector", "z", "numbers")
            .node("MatMul", "product", "vector", "weights")
            .node("Tanh", "flat", "product")
            .node("Reshape", "image", "flat", "sizes")
            .bytes();
    return write(folder, network, UNCONDITIONAL.formatted(Sha256.hex(network)));
  }

  /**
   * Writes an autoencoder of images of 8x8, gray, batch of 4, into a folder, which is made. It has
   * a latent number for each sample, in an order of its own, so that what is encoded and decoded is
   * as it was.
   */
  public static Path autoencoder(Path folder) {
    var encoder = permuting("image", "code", new long[] {-1, 1, SIDE, SIDE}, new long[] {-1, AREA});
    var decoder = permuting("code", "image", new long[] {-1, AREA}, new long[] {-1, 1, SIDE, SIDE});
    var made = write(folder, encoder, "");
    try {
      Files.move(made.resolve("network.onnx"), made.resolve("encoder.onnx"), REPLACE_EXISTING);
      Files.write(made.resolve("decoder.onnx"), decoder);
      Files.writeString(
          made.resolve("model.yaml"),
          AUTOENCODER.formatted(Sha256.hex(encoder), Sha256.hex(decoder)));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A product with a matrix that mirrors the order of the numbers and is its own inverse. */
  private static byte[] permuting(String from, String to, long[] given, long[] made) {
    var mirror = new float[AREA * AREA];
    for (int i = 0; i < AREA; i++) {
      mirror[i * AREA + AREA - 1 - i] = 1;
    }
    return new OnnxWriter()
        .input(from, FLOAT, given)
        .output(to, FLOAT, made)
        .longs("flat", -1, AREA)
        .longs("sizes", made)
        .floats("mirror", mirror, AREA, AREA)
        .node("Reshape", "numbers", from, "flat")
        .node("MatMul", "product", "numbers", "mirror")
        .node("Reshape", to, "product", "sizes")
        .bytes();
  }

  /** The same with images of infinitely bright samples, as damaged weights may give. */
  public static Path infiniteSampler(Path folder) {
    var network =
        samplerGraph()
            .floats("zero", new float[1], 1)
            .node("Div", "flat", "sum", "zero")
            .node("Reshape", "image", "flat", "sizes")
            .bytes();
    return write(folder, network, SAMPLER.formatted(Sha256.hex(network)));
  }

  /**
   * Writes a classifier of images of 8x8, gray, batch of 4, into a folder, which is made: scores =
   * image W, and the samples themselves as features.
   */
  public static Path classifier(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 1, SIDE, SIDE)
            .output("scores", FLOAT, -1, LABELS.size())
            .output("samples", FLOAT, -1, AREA)
            .longs("sizes", -1, AREA)
            .floats("weights", waves(AREA * LABELS.size(), 0.7), AREA, LABELS.size())
            .node("Reshape", "samples", "image", "sizes")
            .node("MatMul", "scores", "samples", "weights")
            .bytes();
    return write(folder, network, CLASSIFIER.formatted(Sha256.hex(network)));
  }

  /**
   * Writes a scorer of so many features, batch of 4, into a folder, which is made: score = the sum
   * of all features, each times one more than its index.
   */
  public static Path scorer(Path folder, int features) {
    var weights = new float[features];
    for (int i = 0; i < features; i++) {
      weights[i] = i + 1;
    }
    var network =
        new OnnxWriter()
            .input("features", FLOAT, -1, features)
            .output("score", FLOAT, -1, 1)
            .floats("weights", weights, features, 1)
            .node("MatMul", "score", "features", "weights")
            .bytes();
    return write(folder, network, SCORER.formatted(Sha256.hex(network), features));
  }

  /**
   * Writes a scorer of images of 8x8, gray, batch of 4, into a folder, which is made: score = the
   * mean of the samples, 0..1, less one, as of a log-likelihood that is highest for white.
   */
  public static Path imageScorer(Path folder) {
    var network =
        imageScorerGraph()
            .floats("one", new float[] {1}, 1)
            .node("Sub", "likelihood", "mean", "one")
            .bytes();
    return write(folder, network, IMAGE_SCORER.formatted(Sha256.hex(network)));
  }

  /**
   * The same of images that are scored as ones of a class, of which the index is added to the
   * score.
   */
  public static Path classScorer(Path folder) {
    var network =
        imageScorerGraph()
            .input("label", INT64, -1)
            .floats("rows", new float[] {-1, 0, 1}, LABELS.size(), 1)
            .node("Gather", "row", "rows", "label")
            .node("Add", "likelihood", "mean", "row")
            .bytes();
    return write(folder, network, CLASS_SCORER.formatted(Sha256.hex(network)));
  }

  private static OnnxWriter imageScorerGraph() {
    var weights = new float[AREA];
    Arrays.fill(weights, 1f / AREA);
    return new OnnxWriter()
        .input("image", FLOAT, -1, 1, SIDE, SIDE)
        .output("likelihood", FLOAT, -1, 1)
        .longs("sizes", -1, AREA)
        .floats("weights", weights, AREA, 1)
        .node("Reshape", "samples", "image", "sizes")
        .node("MatMul", "mean", "samples", "weights");
  }

  private static OnnxWriter samplerGraph() {
    return new OnnxWriter()
        .input("z", FLOAT, -1, LATENT)
        .input("label", INT64, -1)
        .output("image", FLOAT, -1, 1, SIDE, SIDE)
        .floats("weights", waves(LATENT * AREA, 1.3), LATENT, AREA)
        .floats("rows", waves(LABELS.size() * AREA, 2.1), LABELS.size(), AREA)
        .longs("sizes", -1, 1, SIDE, SIDE)
        .node("MatMul", "product", "z", "weights")
        .node("Gather", "row", "rows", "label")
        .node("Add", "sum", "product", "row");
  }

  /** Numbers without pattern that are the same everywhere. */
  private static float[] waves(int count, double pace) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) StrictMath.sin(pace * (i + 1) * (i + 3));
    }
    return values;
  }

  private static Path write(Path folder, byte[] network, String description) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("network.onnx"), network);
      Files.writeString(folder.resolve("model.yaml"), description);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String SAMPLER =
      """
      name: tiny-shapes
      version: 1.0.0
      task: sample
      family: affine
      engine: onnx
      license: Apache-2.0
      labels: [circle, square, cross]
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: z, meaning: latent, type: float32, shape: [-1, 4], distribution: normal}
        - {name: label, meaning: label, type: int64, shape: [-1]}
      outputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [-1, 1]}
      """;

  private static final String UNCONDITIONAL =
      """
      name: tiny-blobs
      version: 1.0.0
      task: sample
      family: affine
      engine: onnx
      license: Apache-2.0
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: z, meaning: latent, type: float32, shape: [-1, 4, 1, 1], distribution: uniform}
      outputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [-1, 1]}
      """;

  private static final String AUTOENCODER =
      """
      name: tiny-mirror
      version: 1.0.0
      task: autoencode
      family: linear
      engine: onnx
      license: Apache-2.0
      batch: 4
      files:
        - {path: encoder.onnx, sha256: %s}
        - {path: decoder.onnx, sha256: %s}
      networks:
        - role: encoder
          file: encoder.onnx
          inputs:
            - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
          outputs:
            - {name: code, meaning: latent, type: float32, shape: [-1, 64], distribution: none}
        - role: decoder
          file: decoder.onnx
          inputs:
            - {name: code, meaning: latent, type: float32, shape: [-1, 64], distribution: none}
          outputs:
            - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
      """;

  private static final String CLASSIFIER =
      """
      name: tiny-judge
      version: 1.0.0
      task: classify
      family: linear
      engine: onnx
      license: Apache-2.0
      labels: [circle, square, cross]
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
      outputs:
        - {name: scores, meaning: scores, type: float32, shape: [-1, 3], form: logits}
        - {name: samples, meaning: features, type: float32, shape: [-1, 64]}
      """;

  private static final String IMAGE_SCORER =
      """
      name: tiny-likelihood
      version: 1.0.0
      task: score
      family: linear
      engine: onnx
      license: Apache-2.0
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: image, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [0, 1]}
      outputs:
        - {name: likelihood, meaning: score, type: float32, shape: [-1, 1]}
      """;

  private static final String CLASS_SCORER =
      IMAGE_SCORER
          .replace("tiny-likelihood", "tiny-class-likelihood")
          .replace("batch: 4", "labels: [circle, square, cross]\nbatch: 4")
          .replace(
              "outputs:", "  - {name: label, meaning: label, type: int64, shape: [-1]}\noutputs:");

  private static final String SCORER =
      """
      name: tiny-head
      version: 1.0.0
      task: score
      family: linear
      engine: onnx
      license: Apache-2.0
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
      inputs:
        - {name: features, meaning: features, type: float32, shape: [-1, %d]}
      outputs:
        - {name: score, meaning: score, type: float32, shape: [-1, 1]}
      """;
}
