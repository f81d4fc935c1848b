package dev.variegate.stage;

import dev.variegate.testing.ImageModels;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** One of each stage that runs a model, around a bundle of a test. */
public final class ModelStages {

  private ModelStages() {}

  static Path fresh() {
    return TinyModels.folder("broken");
  }

  /** A bundle whose description gives one tensor another name than its network does. */
  static Path renamed(UnaryOperator<Path> writer, String name) {
    return BrokenModels.edited(writer.apply(fresh()), name + ",", name + "_,");
  }

  static Path same(Path folder) {
    return ImageModels.same(folder, 8);
  }

  static Path doubling(Path folder) {
    return ImageModels.doubling(folder, 8, "rgb");
  }

  static GenerativeSampler sampler(Path bundle) {
    return new GenerativeSampler().setModel(bundle.toString()).setCounts("{\"circle\": 2}");
  }

  static ImageTranslator translator(Path bundle) {
    return new ImageTranslator().setModel(bundle.toString()).setKeyCol("key");
  }

  static SuperResolution enlarger(Path bundle) {
    return new SuperResolution().setModel(bundle.toString()).setKeyCol("key");
  }

  static Inpainting filler(Path bundle) {
    return new Inpainting().setAlgorithm("network").setModel(bundle.toString()).setKeyCol("key");
  }

  static Inpainting repainter(Path bundle) {
    return filler(bundle).setAlgorithm("repaint").setLabel("square");
  }

  static ImageToImage imageToImage(Path bundle) {
    return new ImageToImage()
        .setModel(bundle.toString())
        .setLabel("square")
        .setSteps(2)
        .setKeyCol("key");
  }

  static StyleTransfer painter(Path bundle) {
    var styles = TinyModels.folder("styles");
    return new StyleTransfer()
        .setModel(bundle.toString())
        .setStyles(Images.folder(styles, 1).toString())
        .setStyleSize(8)
        .setKeyCol("key");
  }

  public static LatentAugmenter latent(Path bundle) {
    return new LatentAugmenter().setModel(bundle.toString()).setKeyCol("key");
  }

  static LatentDirections finder(Path bundle) {
    return new LatentDirections().setModel(bundle.toString()).setAlgorithm("pca").setKeyCol("key");
  }

  static ImageClassifier classifier(Path bundle) {
    return new ImageClassifier().setModel(bundle.toString());
  }

  static ClassBalancer balancer(Path bundle) {
    var methods = "[{\"method\": \"sample\", \"model\": \"%s\"}]".formatted(bundle);
    return new ClassBalancer().setMethods(methods).setKeyCol("key");
  }
}
