package dev.variegate.benchmarks.size;

import dev.variegate.io.ImageFolder;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How the parts of a job grow with its input: processor seconds at 1, 4 and 16 times as many images
 * and classes.
 *
 * @param parts seconds by the name of the part, a number for each size
 */
record Growth(Map<String, List<Double>> parts) {

  static final List<Integer> IMAGES = List.of(2_500, 10_000, 40_000);
  private static final int IMAGES_A_CLASS = 25;

  /** What the job says when it has its plan, and when it has written. */
  private static final List<String> ENDS = List.of("\nclass ", " images in, ");

  static Growth measure(SizeInputs inputs, Path work) throws IOException, InterruptedException {
    var parts = new LinkedHashMap<String, List<Double>>();
    for (int images : IMAGES) {
      int classes = images / IMAGES_A_CLASS;
      var input = inputs.folder("in-" + images, true, images, i -> i % classes);
      add(parts, "listing alone", listing(input));
      for (var format : List.of("parquet", "image-folder")) {
        var times = times(input, format, work);
        add(parts, format + ": start, listing and planning", times.get(0));
        add(parts, format + ": writing", times.get(1) - times.get(0));
        add(parts, format + ": summary and report", times.get(2) - times.get(1));
      }
      SizeInputs.delete(input);
      System.out.println(parts);
    }
    return new Growth(parts);
  }

  private static void add(Map<String, List<Double>> parts, String part, double seconds) {
    parts.computeIfAbsent(part, any -> new ArrayList<>()).add(seconds);
  }

  /** Of this thread, which does it alone. */
  private static double listing(Path input) {
    var spark = LocalSpark.session();
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    new ImageFolder(input.toString()).scan(spark);
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e9;
  }

  /** Processor seconds of the process when it had its plan, when it had written, and at its end. */
  private static List<Double> times(Path input, String format, Path work)
      throws IOException, InterruptedException {
    var output = work.resolve("out");
    var file =
        Files.writeString(work.resolve("job.yaml"), SizeCase.ALL.get(0).job(work, input, output));
    var times = new ArrayList<>(List.of(0.0, 0.0, 0.0));
    try (var job =
        JobProcess.start(
            "local[2]", file, work.resolve("log"), "--set", "output.format=" + format)) {
      while (!job.process().waitFor(50, TimeUnit.MILLISECONDS)) {
        var said = job.said();
        double now = ProcessFigures.cpu(job.process().pid());
        int part = (int) ENDS.stream().filter(said::contains).count();
        for (int later = part; later < times.size(); later++) {
          times.set(later, now);
        }
      }
      job.ended();
    }
    SizeInputs.delete(output);
    return times;
  }
}
