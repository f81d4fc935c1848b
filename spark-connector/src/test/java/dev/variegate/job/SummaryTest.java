package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.testing.FaultyFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a job writes for other programs, at each exit code. */
@SuppressWarnings("try") // the watched file system is not used by its name
class SummaryTest extends JobRuns {

  private final List<String> job = new ArrayList<>();

  @BeforeEach
  void job() throws IOException {
    imagesWithBadOnes();
    job.addAll(
        List.of(
            images(), "methods: {oversample: {}}", "plan: {copies: 2}", "handle-invalid: skip"));
    settings = List.of("--summary", folder + "/reported/summary.json");
  }

  private JsonNode summary() throws IOException {
    return new JsonMapper().readTree(Files.readString(folder.resolve("reported/summary.json")));
  }

  private int run(String... more) {
    var args = new ArrayList<>(settings);
    args.addAll(List.of(more));
    settings = args;
    return runOn(job.toArray(String[]::new));
  }

  @Test
  void zeroSaysWhatWasPlannedAndMade() throws IOException {
    assertThat(run()).as(errors()).isZero();
    var reported = summary();
    assertThat(reported.path("seconds").asDouble()).isPositive();
    assertThat(reported.path("images-per-second").asDouble()).isPositive();
    assertThat(reported.path("total-seconds").asDouble())
        .isGreaterThan(reported.path("seconds").asDouble());
    assertThat(reported.at("/plan/added").asInt()).isEqualTo(4);
    assertThat(reported.path("outcome").asText()).isEqualTo("written");
    assertThat(reported.path("exit-code").isInt()).isTrue();
    assertThat(reported.path("exit-code").asInt()).isZero();
    assertThat(reported.has("message")).isFalse();
    assertThat(reported.path("job-file").asText()).isEqualTo(folder + "/job.yaml");
    assertThat(reported.path("input").asText()).isEqualTo(folder + "/in");
    assertThat(reported.path("output").asText()).isEqualTo(folder + "/images");
    assertThat(reported.path("name").asText()).isEqualTo("augment");
    assertThat(reported.path("mode").asText()).isEqualTo("refuse");
    assertThat(reported.path("seed").asInt()).isZero();
    assertThat(reported.path("software").asText()).startsWith("variegate ");
    assertThat(reported.path("entries")).hasToString("{\"oversample\":{\"planned\":4,\"made\":4}}");
    assertThat(reported.path("classes"))
        .hasToString(
            "[{\"class\":\"bag\",\"before\":2,\"target\":6,\"planned\":{\"oversample\":4},\"made\":{\"oversample\":4},\"refused\":3,\"after\":6}]");
    assertThat(reported.path("refused").properties()).hasSize(3);
  }

  @Test
  void zeroSaysThatNothingWasRunOrLeftToDo() throws IOException {
    assertThat(run("--explain")).as(errors()).isZero();
    assertThat(summary().path("outcome").asText()).isEqualTo("explained");
    assertThat(summary().at("/plan/target").asInt()).isEqualTo(6);
    settings = List.of("--summary", folder + "/reported/summary.json");
    assertThat(run("--set", "output.mode=resume")).isZero();
    assertThat(run()).isZero();
    assertThat(summary().path("outcome").asText()).isEqualTo("complete-already");
    assertThat(summary().has("seconds")).isFalse();
  }

  @Test
  void oneSaysWhyTheJobFailed() throws Exception {
    try (var watched = withoutSpaceFor("_temporary")) {
      var out = FaultyFileSystem.path(folder.resolve("out"));
      settings =
          List.of("--summary", FaultyFileSystem.path(folder.resolve("reported/summary.json")));
      assertThat(runOverridden("output.path=" + out)).isEqualTo(1);
    }
    assertThat(summary().path("outcome").asText()).isEqualTo("failed");
    assertThat(summary().path("exit-code").asInt()).isEqualTo(1);
    assertThat(summary().path("message").asText())
        .startsWith("AugmentJob: the job failed: No space left on device");
  }

  private int runOverridden(String setting) {
    return run("--set", setting);
  }

  private int runWithoutSpaceForTheSummary(String... more) throws Exception {
    var summary = FaultyFileSystem.path(folder.resolve("reported/summary.json"));
    settings = List.of("--summary", summary);
    try (var watched = withoutSpaceFor("")) {
      return run(more);
    }
  }

  /** A file system that cannot create what has this in its path. */
  private static AutoCloseable withoutSpaceFor(String part) {
    return FaultyFileSystem.watched(
        (change, path) -> {
          if (change.equals("create") && path.contains(part)) {
            throw new IOException("No space left on device");
          }
        });
  }

  @Test
  void twoSaysWhyNothingWasRun() throws IOException {
    assertThat(runOverridden("plan.copys=2")).isEqualTo(2);
    assertThat(summary().path("outcome").asText()).isEqualTo("refused");
    assertThat(summary().path("exit-code").asInt()).isEqualTo(2);
    assertThat(summary().path("message").asText()).contains("\"plan.copys\" is unknown");
    assertThat(summary().has("plan")).isFalse();
  }

  @Test
  void threeSaysWhatIsNotComplete() throws Exception {
    try (var watched = withoutSpaceFor("/report/")) {
      var report = FaultyFileSystem.path(folder.resolve("report"));
      assertThat(runOverridden("report={path: %s}".formatted(report))).isEqualTo(3);
    }
    assertThat(summary().path("outcome").asText()).isEqualTo("incomplete");
    assertThat(summary().path("exit-code").asInt()).isEqualTo(3);
    assertThat(summary().path("message").asText()).contains("but the report failed: ");
    assertThat(summary().at("/entries/oversample/made").asInt()).isEqualTo(4);
  }

  @Test
  void aSummaryThatCannotBeWrittenEndsWithThree() throws Exception {
    assertThat(runWithoutSpaceForTheSummary()).isEqualTo(3);
    assertThat(errors())
        .contains("AugmentJob: the output is complete, but the summary failed: No space left");
  }

  @Test
  void whatIsNotCompleteIsNotCalledSo() throws Exception {
    assertThat(runWithoutSpaceForTheSummary("--set", "plan.copys=2")).isEqualTo(2);
    assertThat(errors())
        .contains("AugmentJob: the summary failed: No space left")
        .doesNotContain("complete");
  }

  @Test
  void aJobThatCannotBeReadReplacesNothingByItsSummary() throws IOException {
    for (var place : List.of("in/bag/0.png", "job.yaml")) {
      var before = Files.exists(folder.resolve(place)) ? Files.size(folder.resolve(place)) : 0;
      settings = List.of("--summary", folder.resolve(place).toString());
      assertThat(runOverridden("plan.copys=2")).isEqualTo(2);
      assertThat(errors()).contains("plan.copys").contains("the summary failed: ");
      if (before > 0) {
        assertThat(folder.resolve(place)).hasSize(before);
      }
    }
    assertThat(folder.resolve("job.yaml")).content().startsWith("input:");
    settings = List.of("--summary", folder + "/reported/summary.json");
    assertThat(runOverridden("plan.copies=3")).isZero();
    settings = List.of("--summary", folder + "/reported/summary.json");
    assertThat(runOverridden("plan.copys=2")).isEqualTo(2);
    assertThat(summary().path("outcome").asText()).isEqualTo("refused");
  }

  @Test
  void aPlaceThatHoldsSomethingElseIsRefusedAndStays() throws IOException {
    for (var place : List.of("in/bag/0.png", "job.yaml", "images/s.json", "in/s.json")) {
      settings = List.of("--summary", folder.resolve(place).toString());
      assertThat(run()).as(place).isEqualTo(2);
    }
    assertThat(errors().lines()).hasSize(4);
    assertThat(errors().lines())
        .allMatch(
            line ->
                line.startsWith("AugmentJob: Summary \"file:")
                    && line.endsWith(" but the two must lie apart; choose another summary"));
    assertThat(folder.resolve("job.yaml")).content().startsWith("input:");
    assertThat(List.of(Path.of("images"), Path.of("in/s.json")))
        .noneMatch(file -> Files.exists(folder.resolve(file)));
  }

  @Test
  void whatFinishesAStoppedJobHangsOnItsMode() {
    var stopped = new Summary(Optional.empty(), "job.yaml");
    stopped.begun(JobFiles.read(JobFiles.SHORT));
    assertThat(stopped.remedy()).isEqualTo("start it again with --set output.mode=resume");
    stopped.begun(JobFiles.read(JobFiles.SHORT, "output.mode=overwrite"));
    assertThat(stopped.remedy()).isEqualTo("start it again");
  }
}
