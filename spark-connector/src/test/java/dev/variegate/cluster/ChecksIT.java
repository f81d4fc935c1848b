package dev.variegate.cluster;

import static dev.variegate.stage.FeatureTables.both;
import static dev.variegate.stage.FeatureTables.normal;
import static dev.variegate.stage.FeatureTables.rows;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.cluster.ChecksProgram.Check;
import dev.variegate.stage.FeatureTables;
import dev.variegate.stage.SceneRows;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is decided about a table does not depend on where, nor on an executor that is lost. */
class ChecksIT {

  @TempDir static Path folder;

  private static List<String> expected;

  @BeforeAll
  static void decideInOnePart() {
    SceneRows.leaking().table().write().parquet(table(ChecksProgram.SCENES));
    var made = new ArrayList<>(rows("a", true, normal("made a", 50, 8, 0.3)));
    made.addAll(rows("b", true, normal("made b", 40, 8, 1.5)));
    var real =
        both(
            rows("a", false, normal("real a", 70, 8, 0)),
            rows("b", false, normal("real b", 60, 8, 1)));
    ChecksProgram.scored(
            FeatureTables.table(both(real, made))
                .withColumn("key", monotonically_increasing_id().cast("string")))
        .write()
        .parquet(table(ChecksProgram.FEATURES));
    expected = new ArrayList<>();
    for (var check : Check.values()) {
      expected.addAll(check.decided(LocalSpark.session(), tables(), rows -> rows.coalesce(1)));
    }
  }

  private static Path tables() {
    return folder.resolve("tables");
  }

  private static String table(String name) {
    return tables().resolve(name).toString();
  }

  @Test
  void thereIsSomethingToDecide() {
    assertThat(expected)
        .filteredOn(line -> line.startsWith("LEAKAGE"))
        .hasSize(4)
        .anyMatch(line -> line.startsWith("LEAKAGE [near-duplicate,scene-03,compressed,test,"));
    assertThat(expected).filteredOn(line -> line.matches("GROUPS .*,test]")).hasSizeBetween(5, 40);
    assertThat(expected).filteredOn(line -> line.matches("AUDIT .*nearDuplicate.*")).hasSize(4);
    assertThat(expected)
        .filteredOn(line -> line.matches("SAMPLES .*sample-similarity.*"))
        .hasSizeBetween(20, 120);
    assertThat(expected)
        .filteredOn(line -> line.matches("GATES .*,score [<>]= q.*"))
        .hasSizeBetween(10, 60);
    assertThat(expected).filteredOn(line -> line.startsWith("SCORES")).hasSize(9);
    assertThat(expected).filteredOn(line -> line.startsWith("SHORTCUTS")).hasSize(2);
  }

  @Test
  void aClusterThatLosesAnExecutorInEachCheckDecidesTheSame()
      throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("run")));
    try (var cluster = new Cluster(folder)) {
      var process =
          run.program(
              cluster.master(),
              ChecksProgram.class,
              tables().toString(),
              run.folder().toString(),
              "5");
      SparkHome.await(process, run.log());
    }
    assertThat(Files.readAllLines(run.folder().resolve("decided"))).isEqualTo(expected);
    for (var check : Check.values()) {
      assertThat(run.folder().resolve(check.toString())).as("halted").exists();
    }
    assertThat(run.seen().stream().filter(e -> e.contains("\"SparkListenerExecutorRemoved\"")))
        .hasSizeGreaterThanOrEqualTo(Check.values().length);
  }
}
