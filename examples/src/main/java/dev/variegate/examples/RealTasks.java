package dev.variegate.examples;

import dev.variegate.model.ModelBundle;
import dev.variegate.model.ModelBundle.Licensing;
import dev.variegate.model.Role;
import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.ImageClassifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks with networks that others trained, and the shipped generator.
 *
 * @param set whose pictures are remade
 * @param descriptions folder of the bundles' descriptions
 * @param bundles where whole bundles are put together
 */
record RealTasks(BenchmarkSet set, AssembleBundles weights, Path descriptions, Path bundles) {

  /** The generator that the repository ships. */
  static TaskCase shipped(Path examples) {
    var folder = examples.resolve("models/fashion-clothes");
    var bundle = ModelBundle.open(folder);
    return new TaskCase(
        "sample, fashion-clothes",
        bundle.description().batch(),
        List.of(BareRun.of(bundle, Role.GENERATOR, 1)),
        List.of(),
        pictures ->
            new GenerativeSampler()
                .setModel(folder.toString())
                .setCounts("{\"shirt\": %d}".formatted(pictures)));
  }

  /** The tasks whose weights are there. */
  List<TaskCase> all() {
    var tasks = new ArrayList<TaskCase>();
    tasks.add(classify("squeezenet-1.1-fp16", 224, 3));
    tasks.add(classify("fashion-mnist-cnn", 28, 1));
    return tasks;
  }

  private TaskCase classify(String name, int side, int channels) {
    var bundle = bundle(name);
    return new TaskCase(
        "classify, " + name,
        bundle.description().batch(),
        List.of(BareRun.of(bundle, Role.CLASSIFIER, 1)),
        Windows.of(set, side, channels, channels == 1 ? "png" : "jpeg:95"),
        pictures ->
            new ImageClassifier().setModel(bundle.folder().toString()).setAllowUnlicensed(true));
  }

  private ModelBundle bundle(String name) {
    return ModelBundle.open(weights.bundle(descriptions.resolve(name), bundles), Licensing.ANY);
  }
}
