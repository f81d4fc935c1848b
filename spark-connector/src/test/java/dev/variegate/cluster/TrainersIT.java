package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.Images;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained, and what a plan draws from it, does not depend on where. */
class TrainersIT {

  private static final int SAMPLES = 16;
  private static final List<String> KRYO =
      List.of("spark.serializer=org.apache.spark.serializer.KryoSerializer");

  @TempDir static Path folder;

  private static List<String> expected;

  @BeforeAll
  static void trainInOnePart() throws IOException {
    Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12)).write().parquet(table());
    var read = LocalSpark.session().read().parquet(table());
    expected = TrainersProgram.made(read.coalesce(1), folder.resolve("local"), 1);
    assertThat(expected).hasSize((1 + SAMPLES) * TrainersProgram.Family.values().length);
  }

  private static String table() {
    return folder.resolve("table").toString();
  }

  @Test
  void threeAndSevenPartitionsMakeTheSame() throws IOException {
    var read = LocalSpark.session().read().parquet(table());
    for (int partitions : new int[] {3, 7}) {
      var results = folder.resolve("local-" + partitions);
      assertThat(TrainersProgram.made(read.repartition(partitions), results, partitions))
          .isEqualTo(expected);
    }
  }

  @Test
  void aClusterThatLosesTheExecutorThatTrainsMakesTheSame()
      throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("run")));
    try (var cluster = new Cluster(folder)) {
      var process =
          run.training(
              cluster.master(),
              TrainersProgram.class,
              KRYO,
              List.of(table(), run.folder().toString(), "5"));
      try {
        Cluster.await(
            "no checkpoint was written", process::isAlive, () -> checkpoint(run.folder()));
        cluster.executors().forEach(ProcessHandle::destroyForcibly);
      } finally {
        SparkHome.await(process, run.log());
      }
    }
    assertThat(Files.readAllLines(run.folder().resolve("made"))).isEqualTo(expected);
    assertThat(run.seen()).anyMatch(event -> event.contains("\"Reason\":\"ExecutorLostFailure\""));
  }

  /** One after the first epoch and before the last. */
  private static Optional<Path> checkpoint(Path run) {
    try (var files = Files.walk(run.resolve("trained"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("checkpoint-00000"))
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // not there yet, or just deleted
    }
  }
}
