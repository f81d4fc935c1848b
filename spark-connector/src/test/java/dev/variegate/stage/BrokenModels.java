package dev.variegate.stage;

import static dev.variegate.testing.OnnxWriter.FLOAT;
import static dev.variegate.testing.OnnxWriter.INT64;

import dev.variegate.base.Sha256;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.OnnxWriter;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Bundles with a fault. Those that divide give 1 for each sample that is not 0, and what is no
 * number for black ones; also for the empty rows that fill a batch.
 */
final class BrokenModels {

  private BrokenModels() {}

  /** Changes a text of a bundle's description. */
  static Path edited(Path bundle, String what, String with) {
    try {
      var file = bundle.resolve("model.yaml");
      var text = Files.readString(file);
      if (!text.contains(what)) {
        throw new IllegalArgumentException("No \"%s\" in %s".formatted(what, text));
      }
      Files.writeString(file, text.replaceFirst(Pattern.quote(what), with));
      return bundle;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts another file in the place of a network, with its hash. */
  static Path replaced(Path bundle, String file, byte[] network) {
    try {
      var before = Sha256.hex(Files.readAllBytes(bundle.resolve(file)));
      Files.write(bundle.resolve(file), network);
      return edited(bundle, before, Sha256.hex(network));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path dividingTranslator(Path folder) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, 8, 8)
            .output("out", FLOAT, -1, 3, 8, 8)
            .node("Div", "out", "in", "in");
    return replaced(ImageModels.same(folder, 8), "network.onnx", network.bytes());
  }

  static Path dividingUpscaler(Path folder) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, 8, 8)
            .output("out", FLOAT, -1, 3, 16, 16)
            .floats("scales", new float[] {1, 1, 2, 2}, 4)
            .node("Div", "quotient", "in", "in")
            .node("Resize", "out", "quotient", "", "scales");
    return replaced(ImageModels.doubling(folder, 8, "rgb"), "network.onnx", network.bytes());
  }

  static Path dividingInpainter(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 3, 8, 8)
            .input("hole", FLOAT, -1, 1, 8, 8)
            .output("filled", FLOAT, -1, 3, 8, 8)
            .node("Div", "filled", "image", "image");
    var bundle = replaced(InpaintModels.halving(folder), "network.onnx", network.bytes());
    return edited(edited(bundle, "range: [-1, 1]", "range: [0, 1]"), "[-1, 1]", "[0, 1]");
  }

  static Path dividingEncoder(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 1, 8, 8)
            .output("code", FLOAT, -1, 64)
            .longs("flat", -1, 64)
            .node("Reshape", "numbers", "image", "flat")
            .node("Div", "code", "numbers", "numbers");
    return replaced(TinyModels.autoencoder(folder), "encoder.onnx", network.bytes());
  }

  static Path dividingStylizer(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 3, -1, -1)
            .output("features", FLOAT, -1, 3, -1, -1)
            .node("Div", "features", "image", "image");
    return replaced(StyleModels.stylizer(folder), "encoder.onnx", network.bytes());
  }

  static Path dividingClassifier(Path folder) {
    var network =
        new OnnxWriter()
            .input("image", FLOAT, -1, 1, 8, 8)
            .output("scores", FLOAT, -1, 3)
            .output("samples", FLOAT, -1, 64)
            .longs("sizes", -1, 64)
            .floats("weights", new float[64 * 3], 64, 3)
            .node("Reshape", "samples", "image", "sizes")
            .node("Div", "quotient", "samples", "samples")
            .node("MatMul", "scores", "quotient", "weights");
    return replaced(TinyModels.classifier(folder), "network.onnx", network.bytes());
  }

  /** Gives no number at all, as divided by 0. */
  static Path infiniteDenoiser(Path folder) {
    var network =
        new OnnxWriter()
            .input("x", FLOAT, -1, 1, 8, 8)
            .input("t", INT64, -1)
            .input("label", INT64, -1)
            .output("noise", FLOAT, -1, 1, 8, 8)
            .floats("zero", new float[1], 1)
            .node("Div", "noise", "x", "zero");
    return replaced(Denoisers.tiny(folder), "network.onnx", network.bytes());
  }

  /** A translator that needs petabytes. */
  static Path hungryTranslator(Path folder) {
    var network =
        new OnnxWriter()
            .input("in", FLOAT, -1, 3, 8, 8)
            .output("out", FLOAT, -1, 3, 8, 8)
            .longs("times", 1 << 20, 1 << 20, 1, 1)
            .floats("one", new float[] {1}, 1)
            .node("Shape", "small", "in")
            .node("Mul", "large", "small", "times")
            .node("Expand", "ones", "one", "large")
            .node("ReduceSum", "sum", "ones")
            .node("Add", "out", "in", "sum");
    return replaced(ImageModels.same(folder, 8), "network.onnx", network.bytes());
  }
}
