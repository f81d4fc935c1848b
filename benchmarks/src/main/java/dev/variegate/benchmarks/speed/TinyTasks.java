package dev.variegate.benchmarks.speed;

import dev.variegate.model.ModelBundle;
import dev.variegate.model.NetworkRole;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.ImageToImage;
import dev.variegate.stage.ImageTranslator;
import dev.variegate.stage.Inpainting;
import dev.variegate.stage.LatentAugmenter;
import dev.variegate.stage.StyleTransfer;
import dev.variegate.stage.SuperResolution;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.ImageModels;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.ml.Transformer;

/**
 * One small network of each task, on images that are large enough for a forgotten one to be seen;
 * what they cost is Spark's and ours alone.
 */
final class TinyTasks {

  private static final int SIDE = 64;

  private TinyTasks() {}

  static List<TaskCase> of(BenchmarkSet set) {
    var images = Windows.of(set, SIDE, 3, "png");
    var sampled = bundle("sample", TinyModels::sampler);
    var diffused = bundle("diffuse", Denoisers::tiny);
    return List.of(
        making("sample", sampled, sampler(sampled), "{\"cross\": %d}"),
        remaking(
            "classify",
            bundle("classify", TinyModels::classifier),
            images,
            model -> new ImageClassifier().setModel(model)),
        remaking(
            "translate",
            bundle("translate", folder -> ImageModels.same(folder, SIDE)),
            images,
            TinyTasks::translator),
        remaking(
            "stylize",
            bundle("stylize", StyleModels::stylizer),
            images,
            model -> stylist(model, images.get(0))),
        remaking(
            "super-resolve",
            bundle("enlarge", folder -> ImageModels.doubling(folder, SIDE, "rgb")),
            images,
            TinyTasks::enlarger),
        remaking("inpaint", bundle("inpaint", InpaintModels::raising), images, TinyTasks::painter),
        remaking(
            "autoencode",
            bundle("autoencode", TinyModels::autoencoder),
            images,
            TinyTasks::augmenter),
        making("diffuse", diffused, sampler(diffused).setSteps(5), "{\"cross\": %d}"),
        remaking("redraw", diffused, images, TinyTasks::imageToImage));
  }

  /** Timed too, for want of a published network of this task in the form of a bundle. */
  static TaskCase painting(BenchmarkSet set) {
    var bundle = bundle("halving", InpaintModels::halving);
    var stage = painter(bundle.folder().toString());
    return new TaskCase(
        "inpaint, a tiny network",
        bundle.description().batch(),
        List.of(BareRun.of(bundle, NetworkRole.INPAINTER, 1)),
        Windows.of(set, 8, 3, "png"),
        images -> stage);
  }

  /** A network is written once, into a folder of its own. */
  private static ModelBundle bundle(String name, Function<Path, Path> writer) {
    return ModelBundle.open(writer.apply(TinyModels.folder(name)));
  }

  private static TaskCase making(
      String name, ModelBundle bundle, GenerativeSampler stage, String counts) {
    return new TaskCase(
        name,
        bundle.description().batch(),
        List.of(),
        List.of(),
        images -> stage.setCounts(counts.formatted(images)));
  }

  private static TaskCase remaking(
      String name, ModelBundle bundle, List<byte[]> images, Function<String, Transformer> stage) {
    var made = stage.apply(bundle.folder().toString());
    return new TaskCase(name, bundle.description().batch(), List.of(), images, any -> made);
  }

  private static GenerativeSampler sampler(ModelBundle bundle) {
    return new GenerativeSampler().setModel(bundle.folder().toString());
  }

  private static Transformer translator(String model) {
    return new ImageTranslator().setModel(model).setKeyCol("key").setKeepOriginals(false);
  }

  private static Transformer stylist(String model, byte[] style) {
    var file = TinyModels.folder("style").resolve("style.png");
    try {
      Files.write(file, style);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s".formatted(file), e);
    }
    return new StyleTransfer()
        .setModel(model)
        .setStyles(file.toString())
        .setKeyCol("key")
        .setKeepOriginals(false);
  }

  private static Transformer enlarger(String model) {
    return new SuperResolution().setModel(model).setKeyCol("key").setKeepOriginals(false);
  }

  private static Transformer painter(String model) {
    return new Inpainting()
        .setModel(model)
        .setAlgorithm("network")
        .setEraseArea(0.1, 0.3)
        .setKeyCol("key")
        .setKeepOriginals(false);
  }

  private static Transformer augmenter(String model) {
    return new LatentAugmenter().setModel(model).setKeyCol("key").setKeepOriginals(false);
  }

  private static Transformer imageToImage(String model) {
    return new ImageToImage()
        .setModel(model)
        .setLabel("cross")
        .setSteps(10)
        .setKeyCol("key")
        .setKeepOriginals(false);
  }
}
