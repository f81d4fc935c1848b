package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.variegate.stage.FaultyScenes;
import dev.variegate.stage.Images;
import dev.variegate.stage.SceneRows;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** Jobs that audit their sources, and check their splits and their output. */
class CheckedJobTest extends JobRuns {

  private static final String OVERSAMPLE = "methods: {oversample: {}}";

  private static final String TARGET = "target: {red: 52, blue: 38}";

  private String faulty() {
    return parquet(FaultyScenes.faulty().table().withColumn("split", functions.lit("train")));
  }

  private String parquet(Dataset<Row> table) {
    table.write().mode("overwrite").parquet(folder.resolve("in").toString());
    return "input: {format: parquet, path: %s}".formatted(folder.resolve("in"));
  }

  /** Images whose properties say nothing of their class. */
  private String plain() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < 200; i++) {
      var image = Images.gray(2, 128 + 37 * i % 101);
      rows.add(Images.row("%03d".formatted(i), image, i % 4 == 0 ? "blue" : "red", "train"));
    }
    return parquet(Images.table(rows));
  }

  private List<String> copied() {
    return output().where("lineage.copy > 0").select("lineage.sourceKey").collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  private JsonNode summary() throws IOException {
    return new JsonMapper().readTree(folder.resolve("summary.json").toFile());
  }

  @Test
  void flaggedSourcesStayAndAreNotCopied() throws IOException {
    settings = List.of("--summary", folder.resolve("summary.json").toString());
    int code =
        runOn(
            faulty(),
            "audit: {path: %s}".formatted(folder.resolve("audit")),
            "plan: {copies: 1}",
            OVERSAMPLE);
    assertThat(code).as(errors()).isZero();
    var audit = table("audit");
    assertThat(audit.columns()).containsExactly("key", "label", "audit", "weight");
    var flagged = audit.where("size(audit.issues) > 0");
    assertThat(flagged.where("key like 'x-%' and weight = 0").count())
        .isEqualTo(flagged.count())
        .isGreaterThan(7);
    assertThat(output().where("lineage.copy = 0").count()).isEqualTo(audit.count());
    assertThat(copied()).hasSize((int) audit.count()).noneMatch(key -> key.startsWith("x-"));
    assertThat(output().columns()).doesNotContain("audit", "variegate weight");
    assertThat(printed())
        .contains("audit: %d training images: ".formatted(audit.count()))
        .contains("; %d are not copied".formatted(flagged.count()));
    assertThat(summary().at("/audit/not-copied").asLong()).isEqualTo(flagged.count());
    assertThat(summary().at("/audit/issues/dark").asLong()).isPositive();
  }

  @Test
  void otherImagesAreCopiedInPlaceOfUnreadableOnes() {
    var bad = List.of(Images.row("bad", Images.truncated(), "red", "train"));
    settings = List.of("--set", "handle-invalid=skip");
    int code =
        runOn(
            parquet(FaultyScenes.faulty().table().union(Images.table(bad))),
            "audit: {thresholds: {nearDuplicate: false, labelSuspect: false}}",
            "plan: {target: {red: 60}}",
            OVERSAMPLE);
    assertThat(code).as(errors()).isZero();
    assertThat(printed()).contains(" training images: 1 unreadable, ");
    assertThat(output().where("label = 'red'").count()).isEqualTo(60);
    assertThat(printed()).contains("refused: 1: ");
    assertThat(output().where("key = 'bad'").count()).isZero();
  }

  @Test
  void theSameAtAnyPartitioning() {
    var input = faulty();
    var plan = "plan: {%s, source-weight: hardness}".formatted(TARGET);
    var made = new HashSet<List<String>>();
    for (int partitions : new int[] {1, 3, 7}) {
      settings =
          List.of("--set", "output.mode=overwrite", "--set", "input.partitions=" + partitions);
      assertThat(runOn(input, "audit: {}", plan, OVERSAMPLE)).as(errors()).isZero();
      made.add(Images.contents(output()));
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void rarerSourcesAreCopiedMoreOften() {
    int code =
        runOn(
            faulty(),
            "audit: {thresholds: {exactDuplicate: false, labelSuspect: false}}",
            "plan: {copies: 2, source-weight: uniqueness}",
            OVERSAMPLE);
    assertThat(code).as(errors()).isZero();
    var counts = copied();
    long ofGroup = counts.stream().filter("red-04"::equals).count();
    long alone = counts.stream().filter("red-07"::equals).count();
    assertThat(ofGroup).isPositive().isLessThan(alone);
  }

  @Test
  void aColumnOfTheInputWeighsImagesWithoutIssues() {
    var input =
        parquet(
            FaultyScenes.faulty()
                .table()
                .withColumn("worth", functions.expr("if(key in ('red-04', 'x-dark'), 1, 0)")));
    int code =
        runOn(
            input,
            "audit: {thresholds: {labelSuspect: false}}",
            "plan: {target: {red: 40}, source-weight: {column: worth}}",
            OVERSAMPLE);
    assertThat(code).as(errors()).isZero();
    assertThat(copied()).isNotEmpty().allMatch("red-04"::equals);
    assertThat(output().columns()).contains("worth");
  }

  @Test
  void explainAuditsAndWritesNothing() {
    settings = List.of("--explain");
    var path = folder.resolve("audit");
    var audit = "audit: {path: %s, thresholds: {nearDuplicate: false, labelSuspect: false}}";
    int code = runOn(faulty(), audit.formatted(path), "plan: {copies: 1}", OVERSAMPLE);
    assertThat(code).as(errors()).isZero();
    assertThat(printed()).contains("audit: ", " dark").contains("Nothing was run");
    assertThat(path).doesNotExist();
  }

  @Test
  void theTableOfAnAuditLiesApart() {
    var path = folder.resolve("images/audit");
    assertThat(
            runOn(faulty(), "audit: {path: %s}".formatted(path), "plan: {copies: 1}", OVERSAMPLE))
        .isEqualTo(2);
    assertThat(errors()).contains("audit").contains("images/audit");
    assertThat(folder.resolve("images")).doesNotExist();
  }

  @Test
  void leakageFailsTheJobOrIsSaid() {
    var input = parquet(SceneRows.leaking().table());
    assertThat(runOn(input, "checks: {leakage: error}", "plan: {copies: 1}", OVERSAMPLE))
        .isEqualTo(2);
    assertThat(errors())
        .contains("Number of held-out images that are known from training is 4 but must be 0");
    assertThat(folder.resolve("images")).doesNotExist();
    assertThat(runOn(input, "checks: {leakage: warn}", "plan: {copies: 1}", OVERSAMPLE))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("warning: Number of held-out images", "split anew");
  }

  @Test
  void aShortcutFailsTheJobBeforeAnythingIsVisible() throws IOException {
    var input = plain();
    var dark =
        "methods: {dark: {method: classic, classes: [blue], policy: {steps: [{brightness: {factor: 0.5}}]}}}";
    var plan = "plan: {target: max}";
    settings = List.of("--summary", folder.resolve("summary.json").toString());
    assertThat(runOn(input, "checks: {shortcuts: error}", plan, dark)).isEqualTo(1);
    assertThat(summary().path("outcome").asText()).isEqualTo("failed");
    assertThat(summary().path("message").asText()).contains("Generated images make \"");
    assertThat(summary().at("/shortcuts/brightness/all").asDouble()).isLessThan(0.9);
    assertThat(errors()).contains("Generated images make \"", "predict the class: its score is");
    assertThat(folder.resolve("images/_SUCCESS")).doesNotExist();
    assertThat(runOn(input, "checks: {shortcuts: warn}", plan, dark)).as(errors()).isZero();
    assertThat(printed()).contains("shortcuts: ", "images inspected, Generated images make");
    var brightness = summary().at("/shortcuts/brightness");
    assertThat(brightness.at("/all").asDouble()).isLessThan(brightness.at("/real").asDouble());
  }

  @Test
  void imagesWithoutShortcutsPass() {
    var plan = "plan: {copies: 1}";
    assertThat(runOn(plain(), "checks: {shortcuts: error}", plan, OVERSAMPLE))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("images inspected, none; the lowest score is");
  }

  @Test
  void shortcutsThatCannotBeFoundAreSaid() {
    settings = List.of("--set", "output.originals=false");
    assertThat(runOn(plain(), "checks: {shortcuts: error}", "plan: {copies: 1}", OVERSAMPLE))
        .as(errors())
        .isZero();
    assertThat(printed())
        .contains("shortcuts: warning: no source image was inspected, so that generated images");
  }

  @Test
  void aCompleteOutputIsNotAuditedAgainUnlessItsTableIsMissing() throws IOException {
    var audit =
        "audit: {path: %s, thresholds: {nearDuplicate: false, labelSuspect: false}}"
            .formatted(folder.resolve("audit"));
    String[] job = {faulty(), audit, "plan: {copies: 1}", OVERSAMPLE};
    assertThat(runOn(job)).as(errors()).isZero();
    settings = List.of("--set", "output.mode=resume");
    assertThat(runOn(job)).as(errors()).isZero();
    assertThat(printed())
        .containsOnlyOnce("Audits the training images")
        .contains("The output is complete already: ")
        .doesNotContain("has changed");
    Files.delete(folder.resolve("audit/_SUCCESS"));
    assertThat(runOn(job)).as(errors()).isZero();
    assertThat(printed().split("Audits the training images", -1)).hasSize(3);
    assertThat(folder.resolve("audit/_SUCCESS")).exists();
  }

  @Test
  void labelsOfOneClassAreNotChecked() {
    var input = parquet(SceneRows.apart().table());
    var plan = "plan: {copies: 1}";
    assertThat(runOn(input, "audit: {thresholds: {nearDuplicate: false}}", plan, OVERSAMPLE))
        .as(errors())
        .isZero();
    assertThat(printed()).contains("; labels are not checked, for no two classes have enough");
    settings = List.of("--set", "output.mode=overwrite");
    assertThat(runOn(input, "audit: {thresholds: {labelSuspect: 0.9}}", plan, OVERSAMPLE))
        .isEqualTo(2);
    assertThat(errors()).contains("take labelSuspect out of audit.thresholds");
  }

  @Test
  void messagesOfStagesNameWhatJobsHave() {
    var input = parquet(SceneRows.apart().table().where("split = 'train'"));
    assertThat(runOn(input, "checks: {leakage: error}", "plan: {copies: 1}", OVERSAMPLE))
        .isEqualTo(2);
    assertThat(errors())
        .contains("nothing can be compared; look at the splits of the input")
        .doesNotContain("splitCol");
    var gate = "methods: {classic: {policy: {steps: [flip]}, gate: [held-out-similarity <= 0.9]}}";
    assertThat(runOn(input, "plan: {copies: 1}", gate)).isEqualTo(2);
    assertThat(errors())
        .contains(
            "; give some images of the input another split than \"train\", or remove the gate");
  }

  @Test
  void whatContradictsIsRefused() {
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "plan.source-weight is \"uniqueness\", which an audit of the sources finds, and there is none; add audit: {}",
        "plan.source-weight=uniqueness");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set audit.thresholds={dark: 2}: key \"audit.thresholds\": thresholds give check \"dark\" 2 but must give it a number above 0 and at most 1, or false to switch it off; write {\"dark\": 0.7, \"light\": false}",
        "audit.thresholds={dark: 2}");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set checks.leakage=fail: key \"checks.leakage\" is \"fail\"; known: error, warn",
        "checks.leakage=fail");
    JobFiles.assertRefused(
        JobFiles.SHORT,
        "--set checks.tolerance=3: key \"checks.tolerance\": tolerance is 3.0 but must be from 0 to 1; 0.1 is usual",
        "checks.tolerance=3");
  }
}
