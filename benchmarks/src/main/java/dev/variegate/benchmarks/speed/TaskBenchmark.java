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
 * often networks are opened, and whether memory stays flat.
 */
public final class TaskBenchmark {

  private static final List<Integer> CORES = List.of(1, 2);
  private static final int IMAGES = 32;

  private TaskBenchmark() {}

  /**
   * Takes the folder of real images and models, which may be absent, that of the examples, and
   * perhaps a part of the names of the tasks to measure.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2 && args.length != 3) {
      System.err.println(
          "usage: TaskBenchmark FOLDER_OF_DATA_AND_MODELS FOLDER_OF_EXAMPLES [TASK]");
      System.exit(2);
    }
    // No network is given up between its turns, so that a second opening would be seen.
    System.setProperty(ModelCache.IDLE_SECONDS, "3600");
    var shared = Path.of(args[0]);
    var examples = Path.of(args[1]);
    var clothes = examples.resolve("data/fashion-longtail/train-images-idx3-ubyte.gz");
    var set = BenchmarkSet.make(IMAGES, shared.resolve("data"), clothes);
    var asked = args.length == 3 ? args[2] : "";
    var tasks = tasks(set, shared.resolve("models"), examples);
    tasks.removeIf(task -> !task.name().contains(asked));
    OpenCvThreads.limit(1);
    // First, for what large networks leave behind would hide small leaks.
    int most = CORES.get(CORES.size() - 1);
    try (var spark = SparkTimes.session(most)) {
      memory(TinyTasks.of(set), asked, spark, most);
    }
    long opened = ModelCache.opened();
    for (int cores : CORES) {
      try (var spark = SparkTimes.session(cores)) {
        times(tasks, spark, cores, opened);
      }
    }
  }

  private static void times(List<TaskCase> tasks, SparkSession spark, int cores, long before) {
    say(
        "%nStage in Spark against the bare engine, one thread a core. ratio: of the images a second of");
    say(
        "short jobs; steady: without the start of the job (aim 0.95 where the network is the work).");
    say("engine ms: of a batch; more ms: what decoding, encoding and Spark add to it");
    say("  %s", TaskTimes.head());
    var networks = new HashSet<String>();
    for (var task : tasks) {
      say("  %s", TaskTimes.measure(task, spark, cores));
      task.needed().forEach(run -> networks.add(run.bundle().sha256() + run.role()));
    }
    say(
        "Networks opened by these stages since this JVM began: %d, of %d different ones",
        ModelCache.opened() - before, networks.size());
  }

  private static void memory(List<TaskCase> tasks, String asked, SparkSession spark, int cores) {
    say(
        "%nResident MB after each eighth of %,d batches; last quarter against the second (flat?)",
        TaskMemory.BATCHES);
    for (var task : tasks) {
      if (task.name().contains(asked)) {
        say("  %s", TaskMemory.measure(task, spark, cores));
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
    tasks.add(TinyTasks.painting(set));
    return tasks;
  }

  private static void say(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
