package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in JVMs of their own, which are reported to stop while they write. */
class StoppedJobTest {

  /** That take much longer to write than a signal to arrive. */
  private static final int COPIES = 20_000;

  @TempDir private Path folder;

  @Test
  void anInterruptedJobShowsNothingAndSaysHowToResume() throws Exception {
    stop("INT", 130);
    assertThat(folder.resolve("out/_fingerprint")).doesNotExist();
  }

  @Test
  void aTerminatedJobIsResumedAsItSays() throws Exception {
    stop("TERM", 143);
    var again = start("output.mode=resume");
    assertThat(again.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(again.exitValue()).as(errors()).isZero();
    assertThat(visible()).isNotEmpty();
  }

  private void stop(String signal, int code) throws Exception {
    JobRuns.bags(folder, 2);
    var process = start();
    try {
      awaitRun(process);
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(code);
    var sentence =
        "AugmentJob: stopped; nothing of this run is visible in %s/out; start it again with --set output.mode=resume"
            .formatted(folder);
    assertThat(errors().lines().filter(line -> line.startsWith("AugmentJob")))
        .containsExactly(sentence);
    assertThat(visible()).isEmpty();
    var reported = new JsonMapper().readTree(Files.readString(folder.resolve("summary.json")));
    assertThat(reported.path("outcome").asText()).isEqualTo("stopped");
    assertThat(reported.path("message").asText()).isEqualTo(sentence);
    assertThat(reported.has("exit-code")).isFalse();
    assertThat(reported.at("/plan/added").asLong()).isEqualTo(2 * COPIES);
  }

  /** The data files that readers see. */
  private List<Path> visible() throws IOException {
    var out = folder.resolve("out");
    try (Stream<Path> files = Files.exists(out) ? Files.list(out) : Stream.of()) {
      return files.filter(file -> !file.getFileName().toString().matches("[_.].*")).toList();
    }
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  /** Until a task writes. */
  private void awaitRun(Process process) throws Exception {
    for (int i = 0; i < 600 && process.isAlive(); i++) {
      try (var files = Files.walk(folder)) {
        if (files.anyMatch(file -> file.toString().contains("_temporary"))) {
          return;
        }
      } catch (java.io.UncheckedIOException e) {
        continue; // a file went away while it was listed
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the job did not begin to write: " + errors());
  }

  private Process start(String... settings) throws IOException {
    var job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            input: {format: image-folder, path: %1$s/in}
            plan: {copies: %2$d}
            methods: {oversample: {}}
            output: {path: %1$s/out}
            """
                .formatted(folder, COPIES));
    var command = new ArrayList<String>();
    // A JVM heeds no signal that it was started to ignore, as shells start what runs behind them.
    command.addAll(List.of("env", "--default-signal=INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-opens="))
            .toList());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dspark.master=local[1]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.driver.host=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            AugmentJob.class.getName(),
            job.toString(),
            "--summary",
            folder + "/summary.json"));
    for (var setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }
}
