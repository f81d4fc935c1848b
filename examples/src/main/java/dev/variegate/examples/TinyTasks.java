package dev.variegate.examples;

import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.Inpainting;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.spark.ml.Transformer;

/** One small network of each task, batch of 4; what they cost is Spark's and ours alone. */
final class TinyTasks {

  private static final int BATCH = 4;

  private TinyTasks() {}

  static List<TaskCase> of(BenchmarkSet set) {
    var pictures = Windows.of(set, 8, 3, "png");
    return List.of(
        task("sample", List.of(), TinyModels::sampler, TinyTasks::sampler),
        task("classify", pictures, TinyModels::classifier, model -> any -> classifier(model)),
        task("inpaint", pictures, InpaintModels::halving, model -> any -> painter(model)));
  }

  /** A task whose network is written once, into a folder of its own. */
  private static TaskCase task(
      String name,
      List<byte[]> pictures,
      Function<Path, Path> writer,
      Function<String, IntFunction<Transformer>> stage) {
    var model = writer.apply(TinyModels.folder(name)).toString();
    return new TaskCase(name, BATCH, List.of(), pictures, stage.apply(model));
  }

  private static IntFunction<Transformer> sampler(String model) {
    return pictures ->
        new GenerativeSampler().setModel(model).setCounts("{\"cross\": %d}".formatted(pictures));
  }

  private static Transformer classifier(String model) {
    return new ImageClassifier().setModel(model);
  }

  private static Transformer painter(String model) {
    return new Inpainting()
        .setModel(model)
        .setMethod("network")
        .setEraseArea(0.1, 0.3)
        .setKeyCol("key")
        .setKeepOriginals(false);
  }
}
