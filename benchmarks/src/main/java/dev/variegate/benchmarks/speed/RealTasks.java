package dev.variegate.benchmarks.speed;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.NetworkRole;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.ImageToImage;
import dev.variegate.stage.ImageTranslator;
import dev.variegate.stage.LatentAugmenter;
import dev.variegate.stage.StyleTransfer;
import dev.variegate.stage.SuperResolution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;

/**
 * The tasks with networks that others trained, and the shipped generator. Images have the sizes of
 * the networks, so that none is cut into tiles.
 *
 * @param set whose images are remade
 * @param descriptions folder of the bundles' descriptions
 * @param bundles where whole bundles are put together
 */
record RealTasks(BenchmarkSet set, AssembleBundles weights, Path descriptions, Path bundles) {

  private static final int STEPS = 10;
  private static final String JPEG = "jpeg:95";

  /** The generator that the repository ships. */
  static TaskCase shipped(Path examples) {
    var folder = examples.resolve("models/fashion-clothes");
    var bundle = ModelBundle.open(folder);
    return sample(bundle, BareRun.of(bundle, NetworkRole.GENERATOR, 1), "{\"shirt\": %d}");
  }

  /** The tasks whose weights are there. */
  List<TaskCase> all() {
    return List.of(
        sample("face-dcgan-32", "%d"),
        sample("mnist-conditional-wgan", "{\"7\": %d}"),
        sample("mnist-vae-decoder", "%d"),
        classify("squeezenet-1.1-fp16", 224, 3, JPEG),
        classify("fashion-mnist-cnn", 28, 1, "png"),
        translate("fns-mosaic-256"),
        fixedStyle("fns-rain-princess-128"),
        anyStyle("adain"),
        enlarge("fsrcnn-x2", "y", 1),
        enlarge("esrgan-slim-x2", "lr", 3),
        autoencode("taef2"),
        diffuse("fashion-ddpm-unet"),
        redraw("fashion-ddpm-unet"));
  }

  private TaskCase sample(String name, String counts) {
    var bundle = bundle(name);
    return sample(bundle, BareRun.of(bundle, NetworkRole.GENERATOR, 1), counts);
  }

  private static TaskCase sample(ModelBundle bundle, BareRun run, String counts) {
    return new TaskCase(
        "sample, " + bundle.description().name(),
        bundle.description().batch(),
        List.of(run),
        List.of(),
        images -> sampler(bundle).setCounts(counts.formatted(images)));
  }

  private TaskCase classify(String name, int side, int channels, String encoding) {
    var bundle = bundle(name);
    return task(
        "classify, " + name,
        List.of(BareRun.of(bundle, NetworkRole.CLASSIFIER, 1)),
        Windows.of(set, side, channels, encoding),
        new ImageClassifier().setModel(place(bundle)).setAllowUnlicensed(true));
  }

  private TaskCase translate(String name) {
    var bundle = bundle(name);
    return task(
        "translate, " + name,
        List.of(BareRun.of(bundle, NetworkRole.TRANSLATOR, 1)),
        Windows.of(set, 256, 3, JPEG),
        new ImageTranslator()
            .setModel(place(bundle))
            .setAllowUnlicensed(true)
            .setKeyCol("key")
            .setKeepOriginals(false));
  }

  private TaskCase fixedStyle(String name) {
    var bundle = bundle(name);
    return task(
        "translate as style, " + name,
        List.of(BareRun.of(bundle, NetworkRole.TRANSLATOR, 1)),
        Windows.of(set, 128, 3, JPEG),
        stylist(bundle).setAllowUnlicensed(true));
  }

  /** The style is encoded once in the JVM; the engine alone is spared that. */
  private TaskCase anyStyle(String name) {
    var bundle = bundle(name);
    var features = List.of(1L, 512L, 32L, 32L);
    return task(
        "stylize, " + name,
        List.of(
            BareRun.free(bundle, NetworkRole.ENCODER, Map.of("image", List.of(1L, 3L, 256L, 256L))),
            BareRun.free(
                bundle, NetworkRole.DECODER, Map.of("content", features, "style", features))),
        Windows.of(set, 256, 3, JPEG),
        stylist(bundle).setStyles(styleImage().toString()));
  }

  private static StyleTransfer stylist(ModelBundle bundle) {
    return new StyleTransfer()
        .setModel(place(bundle))
        .setPreset("geirhos")
        .setKeyCol("key")
        .setKeepOriginals(false);
  }

  private Path styleImage() {
    var file = bundles.resolveSibling("style.jpg");
    try {
      return Files.write(file, set.images().get(0));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write %s".formatted(file), e);
    }
  }

  private TaskCase enlarge(String name, String input, long channels) {
    var bundle = bundle(name);
    var sizes = Map.of(input, List.of(1L, channels, 128L, 128L));
    return task(
        "super-resolve, " + name,
        List.of(BareRun.free(bundle, NetworkRole.UPSCALER, sizes)),
        Windows.of(set, 128, 3, JPEG),
        new SuperResolution().setModel(place(bundle)).setKeyCol("key").setKeepOriginals(false));
  }

  private TaskCase autoencode(String name) {
    var bundle = bundle(name);
    return task(
        "autoencode, " + name,
        List.of(
            BareRun.free(bundle, NetworkRole.ENCODER, Map.of("image", List.of(1L, 3L, 256L, 256L))),
            BareRun.free(
                bundle, NetworkRole.DECODER, Map.of("latent", List.of(1L, 32L, 32L, 32L)))),
        Windows.of(set, 256, 3, JPEG),
        new LatentAugmenter()
            .setModel(place(bundle))
            .setOperation("perturb")
            .setKeyCol("key")
            .setKeepOriginals(false));
  }

  private TaskCase diffuse(String name) {
    var bundle = bundle(name);
    return new TaskCase(
        "diffuse, %s, %d steps".formatted(name, STEPS),
        bundle.description().batch(),
        List.of(BareRun.of(bundle, NetworkRole.DENOISER, STEPS)),
        List.of(),
        images ->
            sampler(bundle)
                .setScheduler("ddim")
                .setSteps(STEPS)
                .setCounts(Integer.toString(images)));
  }

  private TaskCase redraw(String name) {
    var bundle = bundle(name);
    return task(
        "redraw, %s, %d steps".formatted(name, STEPS),
        List.of(BareRun.of(bundle, NetworkRole.DENOISER, STEPS)),
        Windows.of(set, 28, 1, "png"),
        new ImageToImage()
            .setModel(place(bundle))
            .setScheduler("ddim")
            .setSteps(2 * STEPS)
            .setStrength(0.5)
            .setKeyCol("key")
            .setKeepOriginals(false));
  }

  private static TaskCase task(
      String name, List<BareRun> needed, List<byte[]> sources, Transformer stage) {
    int batch = needed.get(0).bundle().description().batch();
    return new TaskCase(name, batch, needed, sources, images -> stage);
  }

  private static GenerativeSampler sampler(ModelBundle bundle) {
    return new GenerativeSampler().setModel(place(bundle));
  }

  private static String place(ModelBundle bundle) {
    return bundle.folder().toString();
  }

  private ModelBundle bundle(String name) {
    return ModelBundle.open(weights.bundle(descriptions.resolve(name), bundles), Licensing.ANY);
  }
}
