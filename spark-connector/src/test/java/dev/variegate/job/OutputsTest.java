package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.ImageVectorizer;
import dev.variegate.testing.FaultyFileSystem;
import dev.variegate.testing.FaultyFileSystem.Watcher;
import dev.variegate.testing.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where commands write, and what they say and leave where they cannot. */
@SuppressWarnings("try") // the watched file system is not used by its name
class OutputsTest {

  private static final String FULL =
      "No space left on device; free space there and in spark.local.dir, or choose another place, and run it again";

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void images() throws IOException {
    var bags = JobRuns.bags(folder, 3);
    Files.writeString(bags.resolve("text.png"), "no image");
    Files.createSymbolicLink(folder.resolve("link"), bags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report={path: %s/in/bag}",
        "report={path: %s/in/bag/report}",
        "report={path: file:%s/link/}",
        "report={path: %s/out}",
        "report={path: %s/out/../out/report}",
        "report={path: %s/refused}",
        "quarantine=%s/in",
        "quarantine=%s/link/refused",
        "quarantine=%s/out/refused",
        "quarantine=%s",
        "output.path=%s/in/out",
        "output.path=%s/link",
        "output.path=%s/refused/out",
        "output.path=%s"
      })
  void placesThatOverlapAreRefusedBeforeAnyWork(String setting) throws IOException {
    Files.move(folder.resolve("in"), folder.resolve("elsewhere")); // so reading would fail
    Files.createDirectories(folder.resolve("in/bag"));
    assertThat(job("--set", setting.formatted(folder))).isEqualTo(2);
    assertThat(errors())
        .containsPattern("AugmentJob: (Report|Quarantine|Output) \"file:.*\" overlaps the ")
        .contains(" but the two must lie apart; choose another ")
        .hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("in/bag")).isEmptyDirectory();
  }

  @Test
  void aReportMayHoldTheOthers() throws IOException {
    assertThat(job("--set", "report={path: %s}".formatted(folder))).as(errors()).isZero();
    assertThat(folder.resolve("report.html")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"out", "refused"})
  void whatMustStayIsReportedBeforeAnyWork(String place) throws IOException {
    Files.createDirectories(folder.resolve(place));
    Files.writeString(folder.resolve(place + "/mine.txt"), "mine");
    for (var mode : List.of("refuse", "overwrite")) {
      assertThat(job("--set", "input.path=/absent", "--set", "output.mode=" + mode)).isEqualTo(2);
    }
    var name = place.equals("out") ? "Output" : "Quarantine";
    assertThat(errors())
        .isEqualTo(
            """
            AugmentJob: %1$s "file:%2$s" exists and must not yet exist; choose another path, overwrite or resume
            AugmentJob: %1$s "file:%2$s" exists and was not written by a job, only a job's output is overwritten; choose another path, or delete it yourself
            """
                .formatted(name, folder.resolve(place)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"output.path", "quarantine", "report.path"})
  void aReadOnlyPlaceIsReportedBeforeAnyWork(String key) throws Exception {
    Watcher readOnly =
        (change, path) -> {
          if (change.equals("access")) {
            throw new AccessControlException("Permission denied");
          }
        };
    try (var watched = FaultyFileSystem.watched(readOnly)) {
      assertThat(job("--set", "input.path=/absent", "--set", key + "=" + faulty("x"))).isEqualTo(2);
    }
    assertThat(errors())
        .hasLineCount(1)
        .contains(
            "x\" cannot be written, \"faulty:%s\" is read-only and must be writable; change its rights or choose another "
                .formatted(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "refused"})
  void aCompleteOutputWithoutReportOrQuarantineEndsWithThree(String failing) throws Exception {
    Watcher full =
        (change, path) -> {
          if (change.equals("create") && path.contains("/" + failing + "/")) {
            throw new IOException("No space left on device");
          }
        };
    try (var watched = FaultyFileSystem.watched(full)) {
      assertThat(
              job(
                  "--set",
                  "quarantine=" + faulty("refused"),
                  "--set",
                  "report={path: %s}".formatted(faulty("report"))))
          .isEqualTo(3);
    }
    assertThat(errors())
        .isEqualTo(
            "AugmentJob: the output is complete, but the %s failed: %s\n"
                .formatted(failing.equals("report") ? failing : "quarantine", FULL));
    assertThat(folder.resolve("out/_SUCCESS")).exists();
    assertThat(folder.resolve("report/report.html").toFile().exists())
        .isEqualTo(failing.equals("refused"));
    assertThat(folder.resolve("refused/_SUCCESS").toFile().exists())
        .isEqualTo(failing.equals("report"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"create", "write", "close", "mkdirs", "rename"})
  void aFullDiskIsReportedInOneSentenceAndLeavesWhatWasThere(String failing) throws Exception {
    String[] run = {
      "--set", "output.path=" + faulty("out"), "--set", "output.mode=overwrite", "--set", "seed=2"
    };
    try (var watched = FaultyFileSystem.watched((change, path) -> {})) {
      assertThat(job(run)).as(errors()).isZero();
    }
    run[5] = "seed=3";
    long before = rows("out");
    Watcher full =
        (change, path) -> {
          if (change.equals(failing) && path.contains("_temporary")) {
            throw new IOException("No space left on device");
          }
        };
    try (var watched = FaultyFileSystem.watched(full)) {
      assertThat(job(run)).isEqualTo(1);
    }
    assertThat(errors()).isEqualTo("AugmentJob: the job failed: " + FULL + "\n");
    assertThat(rows("out")).isEqualTo(before);
  }

  @Test
  void aDiskThatIsFullBeforeAnythingRanEndsWithTwo() throws Exception {
    Watcher full =
        (change, path) -> {
          if (change.equals("create")) {
            throw new IOException("No space left on device");
          }
        };
    try (var watched = FaultyFileSystem.watched(full)) {
      assertThat(job("--set", "output.path=" + faulty("out"))).isEqualTo(2);
    }
    assertThat(errors()).isEqualTo("AugmentJob: " + FULL + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"overwrite", "resume"})
  void ofTwoJobsOnOneOutputTheLaterWins(String mode) throws Exception {
    String[] run = {
      "--set", "output.path=" + faulty("out"), "--set", "output.mode=" + mode,
    };
    var codes = new ArrayList<Integer>();
    var calls = new AtomicInteger();
    Watcher second =
        (change, path) -> {
          if (change.equals("mkdirs") && path.contains("/_run-") && calls.getAndIncrement() == 0) {
            codes.add(job(run)); // begins and ends while the first is about to write
          }
        };
    try (var watched = FaultyFileSystem.watched(second)) {
      codes.add(job(run));
    }
    assertThat(codes).containsExactly(0, 1);
    assertThat(errors())
        .isEqualTo(
            "AugmentJob: the job failed: output \"%s\" was taken over by a run that began later, of two runs on one output only the later may write; nothing of this run is visible, give each job an output of its own\n"
                .formatted(faulty("out")));
    assertThat(rows("out")).isEqualTo(9);
    assertThat(folder.resolve("out/_SUCCESS")).exists();
  }

  @Test
  void aPipelinesOutputObeysTheSameRules() throws Exception {
    var pipeline = folder.resolve("pipeline");
    var vectors = new ImageVectorizer().setWidth(2).setHeight(2).setHandleInvalid("skip");
    var table = LocalSpark.session().read().format("binaryFile").load(folder + "/in/bag");
    new Pipeline()
        .setStages(new PipelineStage[] {vectors})
        .fit(table.withColumnRenamed("content", "image"))
        .save(pipeline.toString());
    for (var place : List.of("in", "link/x", "", "pipeline", "pipeline/out")) {
      assertThat(apply(folder + "/" + place)).as(place).isEqualTo(2);
    }
    assertThat(errors()).hasLineCount(5);
    assertThat(errors().lines()).allMatch(line -> line.contains("the two must lie apart"));
    err.reset();
    Watcher full =
        (change, path) -> {
          if (change.equals("close") && path.contains("_temporary")) {
            throw new IOException("No space left on device");
          }
        };
    try (var watched = FaultyFileSystem.watched(full)) {
      assertThat(apply(faulty("applied"))).isEqualTo(1);
    }
    assertThat(errors()).isEqualTo("ApplyPipeline: the job failed: " + FULL + "\n");
    assertThat(folder.resolve("applied/_SUCCESS")).doesNotExist();
    try (var watched = FaultyFileSystem.watched((change, path) -> {})) {
      assertThat(apply(faulty("applied"), "--mode", "overwrite")).as(errors()).isZero();
    }
    assertThat(rows("applied")).isEqualTo(3);
  }

  private int apply(String output, String... more) {
    var args =
        new ArrayList<>(
            List.of("--pipeline", folder + "/pipeline", "--input", folder + "/in", "--output"));
    args.addAll(List.of(output, "--format", "image-folder"));
    args.addAll(List.of(more));
    return ApplyPipeline.execute(print(out), print(err), args.toArray(String[]::new));
  }

  private int job(String... more) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            input: {format: image-folder, path: %1$s/in}
            methods: {oversample: {}}
            plan: {copies: 2}
            output: {path: %1$s/out}
            handle-invalid: skip
            quarantine: %1$s/refused
            report: {path: %1$s/report}
            """
                .formatted(folder));
    var args = new ArrayList<>(List.of(file.toString()));
    args.addAll(List.of(more));
    return AugmentJob.execute(print(out), print(err), args.toArray(String[]::new));
  }

  private long rows(String place) {
    return LocalSpark.session().read().parquet(folder.resolve(place).toString()).count();
  }

  private String faulty(String place) {
    return FaultyFileSystem.path(folder.resolve(place));
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }
}
