package dev.variegate.benchmarks.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the driver of a plan of many images needs: a table of class counts.
 *
 * @param peaks most MiB that were ever resident, by the number of planned images
 */
record PlanRun(Map<Long, Long> peaks) {

  private static final int CLASSES = 10_000;

  static PlanRun measure(SizeInputs inputs, Path work) throws IOException, InterruptedException {
    var input = inputs.folder("in", true, CLASSES, i -> i);
    var peaks = new LinkedHashMap<Long, Long>();
    for (long target : new long[] {10, 1_000, 100_000}) {
      peaks.put(CLASSES * target, peak(input, target, work));
    }
    return new PlanRun(peaks);
  }

  private static long peak(Path input, long target, Path work)
      throws IOException, InterruptedException {
    var file =
        Files.writeString(
            work.resolve("job.yaml"), SizeCase.ALL.get(0).job(work, input, work.resolve("out")));
    long peak = 0;
    try (var job =
        JobProcess.start(
            "local[2]",
            file,
            work.resolve("log"),
            "--set",
            "plan.copies=",
            "--set",
            "plan.target=" + target,
            "--explain")) {
      while (!job.process().waitFor(20, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, ProcessFigures.status(job.process().pid(), "VmHWM"));
      }
      System.out.println(job.ended());
    }
    return peak;
  }
}
