package dev.variegate.examples;

import dev.variegate.image.OpenCvThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what Spark, codecs and checks cost over the bare engine in each generative task, how
 * often networks are opened, and whether memory stays flat.
 */
public final class TaskBenchmark {

  private static final List<Integer> CORES = List.of(1, 2);
  private static final int PICTURES = 32;

  private TaskBenchmark() {}

  /**
   * Takes the folder of real pictures and models, which may be absent, and that of the examples.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: TaskBenchmark FOLDER_OF_DATA_AND_MODELS FOLDER_OF_EXAMPLES");
      System.exit(2);
    }
    var shared = Path.of(args[0]);
    var examples = Path.of(args[1]);
    var clothes = examples.resolve("data/fashion-longtail/train-images-idx3-ubyte.gz");
    var set = BenchmarkSet.make(PICTURES, shared.resolve("data"), clothes);
    var real = tasks(set, shared.resolve("models"), examples);
    var tiny = TinyTasks.of(set);
    OpenCvThreads.limit(1);
    for (int cores : CORES) {
      try (var spark = SparkTimes.session(cores)) {
        say("%nStage in Spark against the bare engine, one thread a core (aim 0.95)");
        real.forEach(task -> say("  %s", TaskTimes.measure(task, spark, cores)));
        if (cores == CORES.get(CORES.size() - 1)) {
          say("%nResident size in MB after each 250 of 2,000 batches of 4 pictures (flat?)");
          tiny.forEach(
              task ->
                  say("  %-14s %s", task.name(), TaskMemory.residentMegabytes(task, spark, cores)));
        }
      }
    }
  }

  private static List<TaskCase> tasks(BenchmarkSet set, Path models, Path examples) {
    var tasks = new ArrayList<TaskCase>();
    tasks.add(RealTasks.shipped(examples));
    if (Files.isDirectory(models)) {
      var bundles = examples.resolve("target/benchmark/bundles");
      var weights = new AssembleBundles(models);
      tasks.addAll(new RealTasks(set, weights, examples.resolve("bundles"), bundles).all());
    } else {
      say("Other networks than the shipped one were not found in %s", models);
    }
    return tasks;
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
