package dev.variegate.benchmarks.size;

import dev.variegate.cluster.SparkHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job in a process of its own, as a user starts it.
 *
 * @param process the driver
 * @param log what it says
 */
record JobProcess(Process process, Path log) implements AutoCloseable {

  private static final Pattern PERCENT = Pattern.compile("\\((\\d+)%\\)");

  static JobProcess start(String master, Path jobFile, Path log, String... more)
      throws IOException {
    var arguments = new ArrayList<>(List.of("--master", master));
    for (var setting :
        List.of(
            "spark.executor.extraJavaOptions=" + SparkHome.QUICK,
            "spark.driver.host=127.0.0.1",
            "spark.driver.bindAddress=127.0.0.1",
            "spark.ui.enabled=false",
            "spark.ui.showConsoleProgress=false")) {
      arguments.addAll(List.of("--conf", setting));
    }
    arguments.addAll(List.of("--class", "dev.variegate.job.AugmentJob"));
    arguments.addAll(List.of(SparkHome.assembly().toString(), jobFile.toString()));
    arguments.addAll(List.of(more));
    return new JobProcess(SparkHome.submit(log, arguments), log);
  }

  /** Everything that it has said. */
  String said() throws IOException {
    return Files.readString(log);
  }

  /** How much of the output is made, in percent; empty before its first line of progress. */
  Optional<Integer> percent() throws IOException {
    return PERCENT
        .matcher(said())
        .results()
        .map(r -> Integer.valueOf(r.group(1)))
        .reduce((a, b) -> b);
  }

  /** What it has said, once it has ended. */
  String ended() throws IOException, InterruptedException {
    if (process.waitFor() != 0) {
      throw new IllegalStateException("The job failed:\n" + said());
    }
    return said();
  }

  @Override
  public void close() {
    SparkHome.end(process);
  }
}
