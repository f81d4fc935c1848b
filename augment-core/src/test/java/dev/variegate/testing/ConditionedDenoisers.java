package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bundles of diffusion models that are conditioned on tensors, whose results are known: each
 * denoises toward an image as {@link Denoisers#tiny} does, and is given in its own form toward
 * which.
 */
public final class ConditionedDenoisers {

  private static final int SIDE = Denoisers.SIDE;
  private static final int LOW = SIDE / 2;

  private static final String HEAD =
      """
      name: conditioned
      version: 1.0.0
      task: diffuse
      family: exact
      engine: onnx
      license: Apache-2.0
      labels: [circle, square, cross]
      batch: 4
      """;

  private static final String NOISY =
      """
      {name: x, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [-1, 1]}
      """
          .strip();
  private static final String PLANE =
      "type: float32, shape: [-1, 1, %d, %d], layout: NCHW".formatted(SIDE, SIDE);
  private static final String TIME = "{name: t, meaning: timestep, type: int64, shape: [-1]}";
  private static final String NOISE =
      "{name: noise, meaning: prediction, type: float32, shape: [-1, 1, 8, 8]}";

  private ConditionedDenoisers() {}

  /** {@link Denoisers#tiny}, whose denoiser takes the embedding of a class, its image in a row. */
  public static Path embedded(Path folder) {
    var denoiser =
        Denoisers.steps("x", -1, 1, SIDE, SIDE)
            .input("emb", FLOAT, -1, 1, SIDE * SIDE)
            .longs("plane", -1, 1, SIDE, SIDE)
            .node("Reshape", "image", "emb", "plane");
    var embedder =
        new OnnxWriter()
            .input("label", INT64, -1)
            .floats("images", Denoisers.images(), 4, 1, SIDE * SIDE)
            .node("Gather", "embedding", "images", "label")
            .output("embedding", FLOAT, -1, 1, SIDE * SIDE);
    return WrittenBundle.write(
        folder,
        HEAD,
        files(denoiser, Map.of("embedder.onnx", embedder.bytes())),
        """
        networks:
          - role: embedder
            file: embedder.onnx
            inputs:
              - {name: label, meaning: label, type: int64, shape: [-1], unconditional: 3}
            outputs:
              - {name: embedding, meaning: embedding, type: float32, shape: [-1, 1, 64]}
          - role: denoiser
            file: network.onnx
            inputs:
              - %s
              - %s
              - {name: emb, meaning: embedding, type: float32, shape: [-1, 1, 64]}
            outputs:
              - %s
        """
            .formatted(NOISY, TIME, NOISE));
  }

  /** Denoises toward the source at a quarter of its pixels, each of which becomes four. */
  public static Path enlarging(Path folder) {
    var nearest = new float[LOW * LOW * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      nearest[nearest(i) * SIDE * SIDE + i] = 1;
    }
    var denoiser =
        Denoisers.steps("x", -1, 1, SIDE, SIDE)
            .input("low", FLOAT, -1, 1, LOW, LOW)
            .longs("row", -1, LOW * LOW)
            .longs("plane", -1, 1, SIDE, SIDE)
            .floats("nearest", nearest, LOW * LOW, SIDE * SIDE)
            .node("Reshape", "pixels", "low", "row")
            .node("MatMul", "enlarged", "pixels", "nearest")
            .node("Reshape", "image", "enlarged", "plane");
    return WrittenBundle.write(
        folder,
        HEAD,
        files(denoiser, Map.of()),
        tensors(
            "{name: low, meaning: source, type: float32, shape: [-1, 1, 4, 4], layout: NCHW, channels: gray, range: [-1, 1]}"));
  }

  /** The pixel of a source that a pixel of the result is made of. */
  public static int nearest(int pixel) {
    return pixel / SIDE / 2 * LOW + pixel % SIDE / 2;
  }

  /** Denoises toward the source and, where the mask says so, toward the source turned by 180°. */
  public static Path filling(Path folder) {
    var turn = new float[SIDE * SIDE * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      turn[turned(i) * SIDE * SIDE + i] = 1;
    }
    var denoiser =
        Denoisers.steps("x", -1, 1, SIDE, SIDE)
            .input("masked", FLOAT, -1, 1, SIDE, SIDE)
            .input("mask", FLOAT, -1, 1, SIDE, SIDE)
            .floats("turn", turn, SIDE * SIDE, SIDE * SIDE)
            .floats("one", new float[] {1}, 1)
            .longs("row", -1, SIDE * SIDE)
            .longs("plane", -1, 1, SIDE, SIDE)
            .node("Reshape", "pixels", "masked", "row")
            .node("MatMul", "moved", "pixels", "turn")
            .node("Reshape", "turned", "moved", "plane")
            .node("Sub", "kept", "one", "mask")
            .node("Mul", "outside", "kept", "masked")
            .node("Mul", "inside", "mask", "turned")
            .node("Add", "image", "outside", "inside");
    return WrittenBundle.write(
        folder,
        HEAD,
        files(denoiser, Map.of()),
        tensors(
            "{name: masked, meaning: source, %s, channels: gray, range: [-1, 1]}".formatted(PLANE),
            "{name: mask, meaning: mask, %s}".formatted(PLANE)));
  }

  /** The pixel of a source that a pixel of the hole is made of. */
  public static int turned(int pixel) {
    return SIDE * SIDE - 1 - pixel;
  }

  /** {@link Denoisers#tiny} with the images of its classes given, that for none at the end. */
  public static Path toward(Path folder, float... images) {
    var denoiser =
        Denoisers.steps("x", -1, 1, SIDE, SIDE)
            .input("label", INT64, -1)
            .floats("images", images, images.length / SIDE / SIDE, 1, SIDE, SIDE)
            .node("Gather", "image", "images", "label");
    return WrittenBundle.write(
        folder,
        HEAD,
        files(denoiser, Map.of()),
        tensors("{name: label, meaning: label, type: int64, shape: [-1], unconditional: 3}"));
  }

  private static String tensors(String... conditions) {
    var text = new StringBuilder("inputs:\n");
    text.append("  - ").append(NOISY).append("\n  - ").append(TIME).append('\n');
    for (var condition : conditions) {
      text.append("  - ").append(condition).append('\n');
    }
    return text.append("outputs:\n  - ").append(NOISE).append('\n').toString();
  }

  private static Map<String, byte[]> files(OnnxWriter denoiser, Map<String, byte[]> more) {
    var network =
        denoiser
            .node("Mul", "ofImage", "dt", "image")
            .node("Sub", "noise", "ofSample", "ofImage")
            .output("noise", FLOAT, -1, 1, SIDE, SIDE)
            .bytes();
    var files = new TreeMap<>(more);
    files.put("network.onnx", network);
    files.put("scheduler_config.json", Denoisers.TINY_SCHEDULER.getBytes(UTF_8));
    return files;
  }
}
