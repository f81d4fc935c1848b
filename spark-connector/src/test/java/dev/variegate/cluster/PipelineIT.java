package dev.variegate.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.io.IdxFolder;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageClassifier;
import dev.variegate.stage.StyleTransfer;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.StyleModels;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pipeline of a policy, a network that transfers styles and a network that judges, saved here and
 * applied in new JVMs: on one core and two, cut in several ways, and on a cluster that loses an
 * executor.
 */
class PipelineIT {

  private static final int ROWS = 4 * 932 + 1000;

  @TempDir static Path folder;

  private static Cluster cluster;
  private static List<String> expected;

  @BeforeAll
  static void saveThePipelineAndApplyItInOnePart() throws IOException, InterruptedException {
    cluster = new Cluster(folder);
    var stages = new PipelineStage[] {augmenter(), painter(), classifier()};
    var images = new IdxFolder(images(), List.of()).read(LocalSpark.session());
    new Pipeline().setStages(stages).fit(images).save(pipeline());
    expected = applied("one-part", "local[1]", "--partitions", "1");
  }

  @AfterAll
  static void stopCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void everyStageLeavesItsMark() {
    assertThat(expected).hasSize(ROWS).doesNotHaveDuplicates();
    assertThat(expected).filteredOn(row -> row.contains("\"method\":\"original\"")).hasSize(1932);
    assertThat(expected).filteredOn(row -> row.contains("rotate")).hasSize(2 * 932);
    assertThat(expected)
        .filteredOn(row -> row.contains("\"method\":\"style-transfer\""))
        .hasSize(2 * 932);
    assertThat(expected).allMatch(row -> row.matches(".*,(circle|square|cross),\\[0\\..*"));
  }

  @Test
  void threePartsGiveTheSameRows() throws IOException, InterruptedException {
    assertThat(applied("three-parts", "local[2]", "--partitions", "3")).isEqualTo(expected);
  }

  @Test
  void sevenPartsGiveTheSameRows() throws IOException, InterruptedException {
    assertThat(applied("seven-parts", "local[2]", "--partitions", "7")).isEqualTo(expected);
  }

  @Test
  void aClusterThatLosesAnExecutorWritesTheSameRows() throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve("cluster")));
    var process = start(run, cluster.master(), "--partitions", "24");
    try {
      Cluster.await(
          "no task was committed", process::isAlive, () -> Tree.committedTask(output(run)));
      cluster.executor().orElseThrow().destroyForcibly();
      assertThat(output(run).resolve("_SUCCESS")).doesNotExist();
    } finally {
      SparkHome.await(process, run.log());
    }
    assertThat(run.seen())
        .anyMatch(event -> event.contains("\"SparkListenerExecutorRemoved\""))
        .anyMatch(event -> event.contains("\"Reason\":\"ExecutorLostFailure\""));
    assertThat(rows(output(run))).isEqualTo(expected);
  }

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter()
        .setPolicy(
            "{\"name\": \"turn\", \"steps\": [{\"rotate\": {\"degrees\": [-20, 20]}}, \"flip\"]}")
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(7);
  }

  /** In the styles of the shipped clothes themselves, by a network of any size. */
  private static StyleTransfer painter() {
    return new StyleTransfer()
        .setModel(StyleModels.stylizer(folder.resolve("stylizer")).toString())
        .setStyles(styles().toString())
        .setStyleSize(8)
        .setKeyCol("key")
        .setSplitCol("split")
        .setSeed(8);
  }

  private static Path styles() {
    try {
      var styles = Files.createDirectories(folder.resolve("styles"));
      var sheet = SparkHome.root().resolve("docs/contact-sheet.png");
      return Files.copy(sheet, styles.resolve("sheet.png")).getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImageClassifier classifier() {
    return new ImageClassifier()
        .setModel(TinyModels.classifier(folder.resolve("judge")).toString());
  }

  private static List<String> applied(String name, String master, String... more)
      throws IOException, InterruptedException {
    var run = new Submission(Files.createDirectories(folder.resolve(name)));
    SparkHome.await(start(run, master, more), run.log());
    assertThat(Files.readString(run.log()))
        .contains("ClassicAugmenter, StyleTransfer, ImageClassifier")
        .containsPattern("\n4,728 rows written in [0-9.]+ s: [0-9,]+ rows/s\n");
    return rows(output(run));
  }

  private static Process start(Submission run, String master, String... more) throws IOException {
    var given = new ArrayList<>(List.of("--pipeline", pipeline(), "--format", "idx"));
    given.addAll(List.of("--input", images(), "--output", output(run).toString()));
    given.addAll(List.of(more));
    return run.command(master, "ApplyPipeline", given);
  }

  private static String images() {
    return SparkHome.root().resolve("examples/data/fashion-longtail").toString();
  }

  private static String pipeline() {
    return folder.resolve("pipeline").toString();
  }

  private static Path output(Submission run) {
    return run.folder().resolve("out");
  }

  /** Everything of each row, the image by its digest. */
  private static List<String> rows(Path parquet) {
    return LocalSpark.session()
        .read()
        .parquet(parquet.toString())
        .selectExpr(
            "key",
            "label",
            "split",
            "sha2(image, 256)",
            "to_json(lineage)",
            "prediction",
            "probability")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }
}
