package dev.variegate.benchmarks.speed;

import dev.variegate.benchmarks.bundles.AssembleBundles;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.model.ModelCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what Spark, codecs and checks cost over the bare engine in each generative task, how
 * often networks are opened, and whether memory stays flat. Writes {@code docs/benchmark.md}.
 */
public final class TaskBenchmark {

  private static final List<Integer> CORES = List.of(1, 2);
  private static final int IMAGES = 32;

  private TaskBenchmark() {}

  /**
   * Takes the folder of real images and models, which may be absent, that of the examples, the page
   * to write, and perhaps a part of the names of the tasks to measure, which writes no page.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3 && args.length != 4) {
      System.err.println(
          "usage: TaskBenchmark FOLDER_OF_DATA_AND_MODELS FOLDER_OF_EXAMPLES PAGE [TASK]");
      System.exit(2);
    }
    // No network is given up between its turns, so that a second opening would be seen.
    System.setProperty(ModelCache.IDLE_SECONDS, "3600");
    var shared = Path.of(args[0]);
    var examples = Path.of(args[1]);
    var clothes = examples.resolve("data/fashion-longtail/train-images-idx3-ubyte.gz");
    var set = BenchmarkSet.make(IMAGES, shared.resolve("data"), clothes);
    var page = new TaskPage();
    var asked = args.length == 4 ? args[3] : "";
    var tasks = tasks(set, shared.resolve("models"), examples, page);
    tasks.removeIf(task -> !task.name().contains(asked));
    OpenCvThreads.limit(1);
    // First, for what large networks leave behind would hide small leaks.
    int most = CORES.get(CORES.size() - 1);
    try (var spark = SparkTimes.session(most)) {
      var watched = TinyTasks.of(set).stream().filter(task -> task.name().contains(asked)).toList();
      memory(watched, spark, most, page);
    }
    long opened = ModelCache.opened();
    for (int cores : CORES) {
      try (var spark = SparkTimes.session(cores)) {
        times(tasks, spark, cores, page);
      }
    }
    opened(tasks, opened, page);
    if (asked.isEmpty()) {
      Files.writeString(Path.of(args[2]), page.text());
    }
  }

  private static void times(List<TaskCase> tasks, SparkSession spark, int cores, TaskPage page) {
    page.add("%n## %s%n", cores == 1 ? "1 core" : cores + " cores");
    page.add("%s", TaskTimes.head());
    for (var task : tasks) {
      page.add("%s", TaskTimes.measure(task, spark, cores));
    }
  }

  private static void opened(List<TaskCase> tasks, long before, TaskPage page) {
    var networks = new HashSet<String>();
    for (var task : tasks) {
      task.needed().forEach(run -> networks.add(run.bundle().sha256() + run.role()));
    }
    page.add(
        "%nNetworks opened by the stages in the JVM, whatever the number of tasks and cores: %d, of %d different ones.",
        ModelCache.opened() - before, networks.size());
  }

  private static void memory(List<TaskCase> tasks, SparkSession spark, int cores, TaskPage page) {
    page.add(
        """

        ## Memory

        Resident MB after each eighth of %,d batches on %d cores, before the large networks, with a heap fully allocated at
        startup, and how far the last quarter is above the second (the JIT compilers are still at work):

        ```""",
        TaskMemory.BATCHES, cores);
    for (var task : tasks) {
      page.add("%s", TaskMemory.measure(task, spark, cores));
    }
    page.add("```");
  }

  private static List<TaskCase> tasks(BenchmarkSet set, Path models, Path examples, TaskPage page) {
    var tasks = new ArrayList<TaskCase>();
    tasks.add(RealTasks.shipped(examples));
    if (Files.isDirectory(models)) {
      var bundles = examples.resolve("target/benchmark/bundles");
      var weights = new AssembleBundles(models);
      tasks.addAll(new RealTasks(set, weights, examples.resolve("bundles"), bundles).all());
    } else {
      page.add("%nOther networks than the shipped one were not found.");
    }
    tasks.add(TinyTasks.painting(set));
    return tasks;
  }
}
