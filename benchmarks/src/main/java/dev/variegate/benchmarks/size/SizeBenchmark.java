package dev.variegate.benchmarks.size;

import dev.variegate.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs jobs of many images, classes and folders, a case at a time, and writes a page of them. */
public final class SizeBenchmark {

  private SizeBenchmark() {}

  /**
   * Takes the folder of real images, which may be absent, and the cases: names of {@link SizeCase},
   * {@code plan} or {@code growth}; {@code page} for what was measured before.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2) {
      System.err.println("usage: SizeBenchmark FOLDER_OF_IMAGES CASE...");
      System.exit(2);
    }
    for (var name : List.of(args).subList(1, args.length)) {
      if (!name.equals("page")) {
        measure(name, Path.of(args[0]));
      }
      SizePage.write(SparkHome.root());
    }
  }

  private static void measure(String name, Path data) throws IOException, InterruptedException {
    var work = Files.createTempDirectory("size-" + name);
    try {
      results().keep(name, measured(name, inputs(work, data), work));
    } finally {
      SizeInputs.delete(work);
    }
  }

  private static Object measured(String name, SizeInputs inputs, Path work)
      throws IOException, InterruptedException {
    return switch (name) {
      case "plan" -> PlanRun.measure(inputs, work);
      case "growth" -> Growth.measure(inputs, work);
      default -> new CaseRun(SizeCase.named(name), SparkHome.root(), work).run(inputs);
    };
  }

  static SizeInputs inputs(Path work, Path data) {
    return new SizeInputs(
        work,
        data,
        SparkHome.root().resolve("examples/data/fashion-longtail/train-images-idx3-ubyte.gz"));
  }

  static Results results() {
    return new Results(SparkHome.root().resolve("benchmarks/size"));
  }
}
