package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.NeedsShared;
import dev.variegate.testing.Shared;
import dev.variegate.testing.SharedImageModels;
import dev.variegate.testing.StyleBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job of four methods and a chain, on published networks and a cluster that loses an executor.
 */
@NeedsShared
class MethodsSharedIT {

  @TempDir static Path folder;

  private static Submission submission(String name) throws IOException {
    var job = new Submission(folder.resolve(name)).describeLocal();
    var root = SparkHome.root();
    var models = Files.createDirectories(folder.resolve(name + "-models"));
    Files.writeString(
        job.jobFile(),
        """
        name: four methods and a chain
        input:
          format: idx
          path: %s
          labels: [t-shirt, trouser, pullover, dress, coat, sandal, shirt, sneaker, bag, ankle-boot]
          partitions: 12
        plan: {copies: 1}
        methods:
          soft: {method: classic, policy: %s, except: [bag]}
          mix: {mixture: cut-mix, partners: same-class}
          style-transfer:
            model: %s
            styles: %s
            style-size: 64
            then: [{method: classic, policy: {steps: [{rotate: {degrees: [-10, 10]}}]}}]
          super-resolve: {model: %s, keep-size: true}
        output: {format: parquet, path: /nowhere}
        seed: 7
        """
            .formatted(
                root.resolve("examples/data/fashion-longtail"),
                root.resolve("conf/policies/gray.yaml"),
                StyleBundles.adain(models),
                Shared.path("data/paintings/monet"),
                SharedImageModels.fsrcnn(models.resolve("fsrcnn"))));
    return job;
  }

  @Test
  void aClusterThatLosesAnExecutorWritesTheRowsOfOneCore()
      throws IOException, InterruptedException {
    var one = submission("one-core");
    SparkHome.await(one.start("local[1]", "parquet", output(one)), one.log());
    var job = submission("killed");
    try (var cluster = new Cluster(folder)) {
      var process = job.start(cluster.master(), "parquet", output(job));
      try {
        Cluster.await(
            "no task was committed",
            process::isAlive,
            () -> Tree.committedTask(Path.of(output(job))));
        cluster.executor().orElseThrow().destroyForcibly();
      } finally {
        SparkHome.await(process, job.log());
      }
    }
    assertThat(job.seen()).anyMatch(event -> event.contains("\"Reason\":\"ExecutorLostFailure\""));
    var expected = Tree.parquetRows(output(one));
    assertThat(expected).hasSize(2 * 932 + 1000);
    assertThat(expected).filteredOn(row -> row.contains("\"method\":\"mix\"")).isNotEmpty();
    assertThat(expected)
        .filteredOn(row -> row.contains("\\\"link\\\":1"))
        .isNotEmpty()
        .allMatch(row -> row.contains("style-transfer"));
    assertThat(Tree.parquetRows(output(job))).isEqualTo(expected);
  }

  private static String output(Submission job) {
    return job.folder().resolve("out").toString();
  }
}
