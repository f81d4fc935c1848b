package dev.variegate.benchmarks.size;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.input_file_name;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import dev.variegate.benchmarks.size.CaseResult.Sample;
import dev.variegate.benchmarks.size.ProcessFigures.Memory;
import dev.variegate.cluster.Cluster;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs a job of a size on a cluster of two executors, and looks at memory every tenth. */
final class CaseRun {

  private static final int TENTH = 10;

  private final SizeCase of;
  private final Path root;
  private final Path work;

  CaseRun(SizeCase of, Path root, Path work) {
    this.of = of;
    this.root = root;
    this.work = work;
  }

  CaseResult run(SizeInputs inputs) throws IOException, InterruptedException {
    var input = inputs.folder("in", of.small(), of.images(), of.classOf());
    var output = work.resolve("out");
    var file = Files.writeString(work.resolve("job.yaml"), of.job(root, input, output));
    var samples = new ArrayList<Sample>();
    double cpu = 0;
    long begun = System.nanoTime();
    double seconds;
    try (var cluster = new Cluster(Files.createDirectories(work.resolve("cluster")));
        var job = JobProcess.start(cluster.master(), file, work.resolve("log"))) {
      while (!job.process().waitFor(200, TimeUnit.MILLISECONDS)) {
        cpu = ProcessFigures.cpu(job.process().pid());
        next(job, samples).ifPresent(percent -> look(percent, job, cluster, samples));
      }
      seconds = (System.nanoTime() - begun) / 1e9;
      System.out.println(job.ended());
    }
    var files =
        LocalSpark.session()
            .read()
            .parquet(output.toString())
            .groupBy(input_file_name())
            .agg(count(lit(1)).as("images"))
            .agg(count(lit(1)), max("images"), sum("images"))
            .first();
    if (files.getLong(2) != of.made()) {
      throw new IllegalStateException(
          "The output has %d images but must have %d".formatted(files.getLong(2), of.made()));
    }
    return new CaseResult(of.title(), seconds, cpu, samples, files.getLong(0), files.getLong(1));
  }

  /** The percentage that is to be looked at now, if another tenth is done. */
  private static Optional<Integer> next(JobProcess job, List<Sample> samples) throws IOException {
    int last = samples.isEmpty() ? -TENTH : samples.get(samples.size() - 1).percent();
    return job.percent().filter(percent -> percent / TENTH > Math.floorDiv(last, TENTH));
  }

  private static void look(int percent, JobProcess job, Cluster cluster, List<Sample> samples) {
    try {
      var executors = new ArrayList<Memory>();
      for (var executor : cluster.executors()) {
        executors.add(Memory.of(executor.pid()));
      }
      samples.add(new Sample(percent, Memory.of(job.process().pid()), executors));
      System.out.println(samples.get(samples.size() - 1));
    } catch (IOException e) {
      System.out.println("the processes have just ended: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
