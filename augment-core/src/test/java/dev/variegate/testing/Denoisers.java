package dev.variegate.testing;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;

import dev.variegate.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles of diffusion models: a tiny one whose results are known, and a real one. */
public final class Denoisers {

  /** Classes of the tiny model; the index after the last stands for none. */
  private static final int CLASSES = 3;

  static final int SIDE = 8;
  private static final int AREA = SIDE * SIDE;
  private static final int TIMESTEPS = 50;
  private static final double FIRST_BETA = 0.001;
  private static final double LAST_BETA = 0.4;

  /** The deviation of the tiny model's images about the image of their class. */
  private static final double DEVIATION = 0.05;

  static final String TINY_SCHEDULER =
      """
      {"_class_name": "DDIMScheduler", "num_train_timesteps": 50, "beta_start": 0.001,
       "beta_end": 0.4, "clip_sample": false, "timestep_spacing": "trailing"}
      """;

  private static final String TINY =
      """
      name: tiny-diffusion
      version: 1.0.0
      task: diffuse
      family: exact
      engine: onnx
      license: Apache-2.0
      labels: [circle, square, cross]
      batch: 4
      files:
        - {path: network.onnx, sha256: %s}
        - {path: scheduler_config.json, sha256: %s}
      inputs:
        - {name: x, meaning: image, type: float32, shape: [-1, 1, 8, 8], layout: NCHW, channels: gray, range: [-1, 1]}
        - {name: t, meaning: timestep, type: int64, shape: [-1]}
        - {name: label, meaning: label, type: int64, shape: [-1], unconditional: 3}
      outputs:
        - {name: noise, meaning: prediction, type: float32, shape: [-1, 1, 8, 8]}
      """;

  private static final String CLOTHES_SCHEDULER =
      """
      {"_class_name": "DDPMScheduler", "num_train_timesteps": 1000, "beta_start": 0.0001,
       "beta_end": 0.02, "beta_schedule": "linear", "variance_type": "fixed_large",
       "clip_sample": false}
      """;

  private static final String CLOTHES =
      """
      name: clothes-diffusion
      version: "1"
      task: diffuse
      family: ddpm
      engine: onnx
      license: MIT
      batch: 16
      files:
        - {path: network.onnx, sha256: %s}
        - {path: scheduler_config.json, sha256: %s}
      inputs:
        - {name: x, meaning: image, type: float32, shape: [-1, 1, 28, 28], layout: NCHW, channels: gray, range: [-1, 1], levels: stretch}
        - {name: t, meaning: timestep, type: int64, shape: [-1]}
      outputs:
        - {name: eps, meaning: prediction, type: float32, shape: [-1, 1, 28, 28]}
      """;

  private Denoisers() {}

  /**
   * Writes the best network there can be for images of 8x8 that are normal about the image of their
   * class: {@code noise = c[t] x - d[t] image[label]}. Class 3 is not a class: middle gray.
   */
  public static Path tiny(Path folder) {
    var network = tiny(1).node("Sub", "noise", "ofSample", "ofImage").bytes();
    return write(folder, network, TINY, TINY_SCHEDULER);
  }

  /** The same with another channel behind each prediction, as learned variances are given. */
  public static Path withVariances(Path folder) {
    var network =
        tiny(2)
            .floats("scales", new float[] {1, 0.5f}, 1, 2, 1, 1)
            .node("Sub", "prediction", "ofSample", "ofImage")
            .node("Mul", "noise", "prediction", "scales")
            .bytes();
    var description =
        TINY.replace(
            "prediction, type: float32, shape: [-1, 1,",
            "prediction, type: float32, shape: [-1, 2,");
    return write(folder, network, description, TINY_SCHEDULER);
  }

  private static OnnxWriter tiny(int channels) {
    return tiny("x", -1, 1, SIDE, SIDE).output("noise", FLOAT, -1, channels, SIDE, SIDE);
  }

  /** Up to what is taken from one another. */
  static OnnxWriter tiny(String input, long... shape) {
    return steps(input, shape)
        .input("label", INT64, -1)
        .floats("images", images(), CLASSES + 1, 1, SIDE, SIDE)
        .node("Gather", "image", "images", "label")
        .node("Mul", "ofImage", "dt", "image");
  }

  /** What the samples give, and by what the image is to be multiplied, {@code dt}. */
  static OnnxWriter steps(String input, long... shape) {
    var c = new float[TIMESTEPS];
    var d = new float[TIMESTEPS];
    double kept = 1;
    for (int t = 0; t < TIMESTEPS; t++) {
      kept *= 1 - (FIRST_BETA + (LAST_BETA - FIRST_BETA) * t / (TIMESTEPS - 1));
      double noise = Math.sqrt(1 - kept);
      double fraction = noise / (kept * DEVIATION * DEVIATION + 1 - kept);
      c[t] = (float) fraction;
      d[t] = (float) (fraction * Math.sqrt(kept));
    }
    return new OnnxWriter()
        .input(input, FLOAT, shape)
        .input("t", INT64, -1)
        .floats("c", c, TIMESTEPS, 1, 1, 1)
        .floats("d", d, TIMESTEPS, 1, 1, 1)
        .node("Gather", "ct", "c", "t")
        .node("Gather", "dt", "d", "t")
        .node("Mul", "ofSample", "ct", "x");
  }

  /**
   * Writes the same as a network that is trained by flow matching, of 1000 timesteps with
   * fractions: {@code z - image} as it is to be expected of {@code (1 - time) image + time z}.
   */
  public static Path tinyFlow(Path folder) {
    float variance = (float) (DEVIATION * DEVIATION);
    var network =
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, SIDE, SIDE)
            .input("t", FLOAT, -1)
            .input("label", INT64, -1)
            .output("noise", FLOAT, -1, 1, SIDE, SIDE)
            .floats("images", images(), CLASSES + 1, 1, SIDE, SIDE)
            .floats("one", new float[] {1}, 1)
            .floats("variance", new float[] {variance}, 1)
            .floats("thousand", new float[] {1000}, 1)
            .longs("column", -1, 1, 1, 1)
            .node("Gather", "mean", "images", "label")
            .node("Reshape", "steps", "t", "column")
            .node("Div", "time", "steps", "thousand")
            .node("Sub", "signal", "one", "time")
            .node("Mul", "squared-signal", "signal", "signal")
            .node("Mul", "of-image", "squared-signal", "variance")
            .node("Mul", "of-noise", "time", "time")
            .node("Add", "total", "of-image", "of-noise")
            .node("Mul", "expected", "signal", "mean")
            .node("Sub", "distance", "x", "expected")
            .node("Div", "ratio", "distance", "total")
            .node("Mul", "kept", "signal", "variance")
            .node("Mul", "change", "ratio", "kept")
            .node("Add", "clean", "mean", "change")
            .node("Mul", "z", "ratio", "time")
            .node("Sub", "noise", "z", "clean")
            .bytes();
    return write(
        folder,
        network,
        TINY.replace("timestep, type: int64", "timestep, type: float32"),
        "{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\", \"shift\": 2.0}\n");
  }

  /** The image of a class of the tiny model, from -0.8 to 0.8, row by row. */
  public static float[] image(int label) {
    var image = new float[AREA];
    System.arraycopy(images(), label * AREA, image, 0, AREA);
    return image;
  }

  static float[] images() {
    var images = new float[(CLASSES + 1) * AREA];
    for (int i = 0; i < CLASSES * AREA; i++) {
      images[i] = (float) (0.8 * StrictMath.sin(1.7 * (i + 1) * (i + 3)));
    }
    return images;
  }

  /** A DDPM of clothes, 28x28, gray; only for tests marked {@link NeedsShared}. */
  public static Path clothes(Path folder) {
    try {
      var network = Files.readAllBytes(Shared.path("models/diffusion/fashion-ddpm-unet.onnx"));
      return write(folder, network, CLOTHES, CLOTHES_SCHEDULER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path folder, byte[] network, String description, String scheduler) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("network.onnx"), network);
      Files.writeString(folder.resolve("scheduler_config.json"), scheduler);
      var hash = Sha256.hex(scheduler.getBytes(StandardCharsets.UTF_8));
      Files.writeString(
          folder.resolve("model.yaml"), description.formatted(Sha256.hex(network), hash));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
