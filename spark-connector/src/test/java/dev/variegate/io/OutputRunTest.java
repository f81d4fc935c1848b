package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.io.annotation.AnnotatedFolderSink;
import dev.variegate.io.annotation.AnnotationFormat;
import dev.variegate.label.BoxFormat;
import dev.variegate.testing.FaultyFileSystem;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two runs, A and B, on one output, in every order that matters: one wins, and has all. */
@SuppressWarnings("try") // the watched file system is not used by its name
class OutputRunTest {

  private static final String LOST =
      "output \"%s\" was taken over by a run that began later, of two runs on one output only the later may write; nothing of this run is visible, give each job an output of its own";

  @TempDir Path root;

  private final SparkSession spark = LocalSpark.session();

  enum Kind {
    PARQUET,
    IMAGE_FOLDER,
    COCO,
    YOLO;

    ImageSink sink(String path) {
      return switch (this) {
        case PARQUET -> new ParquetSink(path);
        case IMAGE_FOLDER -> new ImageFolderSink(path);
        case COCO -> new AnnotatedFolderSink(path, AnnotationFormat.COCO);
        case YOLO ->
            new AnnotatedFolderSink(
                path, AnnotationFormat.YOLO, List.of("sleeve"), BoxFormat.CORNERS);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLaterWinsWhereItEndsFirst(Kind kind) {
    var a = begin("A");
    a.stage(kind, 5);
    var b = begin("B");
    b.stage(kind, 2);
    b.run.commit();
    assertLost(a);
    assertWhole(kind, 2);
  }

  @ParameterizedTest
  @EnumSource
  void theLaterWinsWhereTheEarlierCommitsFirst(Kind kind) {
    var a = begin("A");
    a.stage(kind, 5);
    var b = begin("A"); // the same job, resumed
    b.stage(kind, 2);
    assertLost(a);
    b.run.commit();
    assertWhole(kind, 2);
  }

  @ParameterizedTest
  @EnumSource
  void oneWinsWhereBothCommitAtOnce(Kind kind) throws Exception {
    var a = begin("A");
    var b = begin("B");
    a.stage(kind, 5);
    b.stage(kind, 2);
    var threads = Executors.newFixedThreadPool(2);
    try {
      Callable<String> lost = () -> assertThatThrownBy(a.run::commit).hasMessage(lost()).toString();
      var results = List.of(threads.submit(lost), threads.submit(b.run::commit));
      for (var result : results) {
        result.get();
      }
    } finally {
      threads.shutdown();
    }
    assertWhole(kind, 2);
  }

  @ParameterizedTest
  @EnumSource
  void whoBeginsWhileAnotherCommitsStopsIt(Kind kind) throws Exception {
    var a = begin("A");
    a.stage(kind, 5);
    var begun = new AtomicBoolean();
    FaultyFileSystem.Watcher watcher =
        (change, path) -> {
          if (change.equals("rename") && !begun.getAndSet(true)) { // A has compared the mark
            var b = begin("B");
            b.stage(kind, 2);
            b.run.commit();
          }
        };
    try (var watched = FaultyFileSystem.watched(watcher)) {
      assertThatThrownBy(a.run::commit).isInstanceOf(RuntimeException.class);
    }
    assertThat(begun).isTrue();
    assertWhole(kind, 2);
  }

  @ParameterizedTest
  @EnumSource
  void whoeverDiesInItsCommitIsResumed(Kind kind) throws Exception {
    var a = begin("A");
    a.stage(kind, 5);
    FaultyFileSystem.Watcher killed =
        (change, path) -> {
          if (change.equals("rename") && path.endsWith("/_SUCCESS")) {
            throw new IOException("killed");
          }
        };
    try (var watched = FaultyFileSystem.watched(killed)) {
      assertThatThrownBy(a.run::commit).hasMessageContaining("killed");
    }
    assertThat(root.resolve("out/_SUCCESS")).doesNotExist();
    var b = begin("A");
    b.stage(kind, 2);
    b.run.commit();
    assertWhole(kind, 2);
  }

  @ParameterizedTest
  @EnumSource
  void aFullDiskLeavesTheOldAsItWas(Kind kind) throws Exception {
    var a = begin("A");
    a.stage(kind, 2);
    a.run.commit();
    var before = Images.visible(root);
    for (var change : List.of("create", "write", "close", "mkdirs", "rename")) {
      FaultyFileSystem.Watcher full =
          (seen, path) -> {
            if (seen.equals(change) && path.contains("/_run-") && !path.contains("/_run-removed")) {
              throw new IOException("No space left on device");
            }
          };
      var b = begin("B");
      try (var watched = FaultyFileSystem.watched(full)) {
        assertThatThrownBy(() -> b.run.write(kind.sink("unused"), () -> rows(5)))
            .as(change)
            .hasStackTraceContaining("No space left on device");
      }
      if (!change.equals("rename")) { // the output's own renames come when the old is gone
        assertThat(Images.visible(root)).as(change).isEqualTo(before);
      }
    }
  }

  @Test
  void whatAStoppedRunCannotDeleteHoldsNoOtherJobBack() throws Exception {
    FaultyFileSystem.Watcher stopped =
        (seen, path) -> {
          if (seen.equals("close") || (seen.equals("delete") && path.contains("/_run-"))) {
            throw new IOException("a task writes on");
          }
        };
    var a = begin("A");
    try (var watched = FaultyFileSystem.watched(stopped)) {
      assertThatThrownBy(() -> a.run.write(Kind.PARQUET.sink("unused"), () -> rows(5)))
          .hasStackTraceContaining("a task writes on");
    }
    assertThat(root.resolve("out/_fingerprint")).doesNotExist();
    var path = FaultyFileSystem.path(root.resolve("out"));
    var b = new OutputFolder(path, ExistingOutput.RESUME, "B").begin(spark).orElseThrow();
    b.write(Kind.PARQUET.sink("unused"), () -> rows(2));
    assertThat(Images.all(root).keySet()).noneMatch(file -> file.contains("_run-"));
    assertWhole(Kind.PARQUET, 2);
  }

  @ParameterizedTest
  @EnumSource
  void sinksMixNothingWithWhatIsThere(Kind kind) {
    var out = root.resolve("out").toString();
    kind.sink(out).write(rows(5));
    var before = Images.all(root);
    assertThat(root.resolve("out/_SUCCESS")).isEmptyFile();
    assertThat(root.resolve("out/_fingerprint")).doesNotExist();
    assertThatThrownBy(() -> kind.sink(out).write(rows(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Output \"file:%s\" exists and must not yet exist; choose another path, overwrite or resume"
                .formatted(out));
    kind.sink(out).write(rows(2), SaveMode.Ignore);
    assertThat(Images.all(root)).isEqualTo(before);
    kind.sink(out).write(rows(2), SaveMode.Overwrite);
    assertWhole(kind, 2);
  }

  @Test
  void sinksReplaceOnlyWhatASinkWrote() {
    var out = root.resolve("out");
    Images.write(out.resolve("thesis.txt"), new byte[] {1});
    assertThatThrownBy(() -> new ParquetSink(out.toString()).write(rows(2), SaveMode.Overwrite))
        .hasMessageContaining("was not written by a job, only a job's output is overwritten");
    assertThat(out.resolve("thesis.txt")).exists();
  }

  @Test
  void onlyParquetIsAppendedTo() {
    var out = root.resolve("out").toString();
    new ParquetSink(out).write(rows(2), SaveMode.Append);
    new ParquetSink(out).write(rows(3), SaveMode.Append);
    assertThat(ParquetImages.of(out).read(spark).count()).isEqualTo(5);
    assertThat(Images.all(root).keySet()).noneMatch(file -> file.contains("_run-"));
    var folder = root.resolve("folder").toString();
    new ImageFolderSink(folder).write(rows(2), SaveMode.Append);
    assertThatThrownBy(() -> new ImageFolderSink(folder).write(rows(2), SaveMode.Append))
        .hasMessage(
            "Output \"file:%s\" exists and mode is Append but must be ErrorIfExists, Overwrite or Ignore but for Parquet: a folder of images has one list of all; choose another path"
                .formatted(folder));
  }

  private void assertLost(Begun a) {
    assertThatThrownBy(a.run::commit).isInstanceOf(IllegalStateException.class).hasMessage(lost());
  }

  private String lost() {
    return LOST.formatted(FaultyFileSystem.path(root.resolve("out")));
  }

  /** What lies there is what a run alone writes, and says that it is complete. */
  private void assertWhole(Kind kind, int rows) {
    kind.sink(root.resolve("alone").toString()).write(rows(rows));
    assertThat(files("out")).isEqualTo(files("alone"));
    assertThat(root.resolve("out/_SUCCESS")).exists();
    if (kind == Kind.PARQUET) {
      assertThat(ParquetImages.of(root.resolve("out").toString()).read(spark).count())
          .isEqualTo(rows);
    }
  }

  /** Visible files by name and content; of Parquet, without the part of the name that is random. */
  private Map<String, String> files(String folder) {
    var files = new TreeMap<String, String>();
    Images.visible(root.resolve(folder))
        .forEach((name, hash) -> files.put(name.replaceAll("^(part-\\d+)-.*", "$1"), hash));
    return files;
  }

  private Begun begin(String fingerprint) {
    try (var watched = FaultyFileSystem.watched((change, path) -> {})) {
      var path = FaultyFileSystem.path(root.resolve("out"));
      return new Begun(
          new OutputFolder(path, ExistingOutput.OVERWRITE, fingerprint).begin(spark).orElseThrow());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private final class Begun {
    private final OutputRun run;

    Begun(OutputRun run) {
      this.run = run;
    }

    void stage(Kind kind, int rows) {
      kind.sink("unused").writeTo(rows(rows), run.path());
    }
  }

  private Dataset<Row> rows(int number) {
    return spark
        .createDataFrame(Images.rows(number).subList(0, number), Images.SCHEMA)
        .selectExpr(
            "*",
            "array(named_struct('label', 'sleeve', 'object', 0, 'box', array(0.0d, 0.0d, 1.0d, 2.0d))) AS boxes")
        .coalesce(1);
  }
}
