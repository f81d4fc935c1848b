package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A training in a JVM of its own, which is asked to stop while it trains. */
class StoppedTrainingTest {

  @TempDir private Path folder;

  @Test
  void aTerminatedTrainingGoesOnWhenItIsStartedAgain() throws Exception {
    TrainingRuns.images(folder);
    var process = start();
    try {
      awaitCheckpoint(process);
      new ProcessBuilder("kill", "-TERM", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(text("err.txt")).isEqualTo(143);
    assertThat(text("err.txt").lines().filter(line -> line.startsWith("TrainJob")))
        .containsExactly(
            "TrainJob: stopped; start it again, and it goes on from its last checkpoint, if there is one");
    assertThat(TrainingRuns.training(folder).resolve("model.yaml")).doesNotExist();

    var again = start();
    try {
      assertThat(again.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      again.destroyForcibly();
    }
    assertThat(again.exitValue()).as(text("err.txt")).isZero();
    assertThat(text("out.txt")).containsPattern("  resumed after epoch \\d+\n  epoch ");
    assertThat(TrainingRuns.training(folder).resolve("model.yaml")).exists();
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private void awaitCheckpoint(Process process) throws Exception {
    for (int i = 0; i < 3600 && process.isAlive(); i++) {
      if (Files.exists(folder.resolve("trainings")) && hasCheckpoint()) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no epoch was trained: " + text("out.txt") + text("err.txt"));
  }

  private boolean hasCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("trainings"))) {
      return files.anyMatch(file -> file.endsWith("checkpoint-000001.safetensors"));
    } catch (java.io.UncheckedIOException e) {
      return false; // a file went away while it was listed
    }
  }

  private Process start() throws IOException {
    var command = new ArrayList<String>();
    // A JVM heeds no signal that it was started to ignore, as shells start what runs behind them.
    command.addAll(List.of("env", "--default-signal=INT,TERM"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-opens=") || option.startsWith("-Dai.djl"))
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
            TrainJob.class.getName(),
            TrainingRuns.file(folder).toString(),
            "--set",
            "params.epochs=20",
            "--set",
            "report="));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out.txt").toFile())
        .redirectError(folder.resolve("err.txt").toFile())
        .start();
  }
}
