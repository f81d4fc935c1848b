package dev.variegate.job;

import static dev.variegate.job.JobFiles.SHORT;
import static dev.variegate.job.JobFiles.WHOLE;
import static dev.variegate.job.JobFiles.assertRefused;
import static dev.variegate.job.JobFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.variegate.codec.ColorProfiles;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ParquetImages;
import dev.variegate.io.ParquetSink;
import dev.variegate.job.check.ChecksSection;
import dev.variegate.job.report.ReportSection;
import dev.variegate.stage.MethodStageFactory;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.param.InvalidRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a job file says and what is laid over it. */
class JobFileTest {

  @Test
  void everyKeyIsRead() {
    var spec = read(WHOLE);
    assertThat(spec)
        .isEqualTo(
            new JobSpec(
                "clothes",
                new JobSpec.Input(
                    new IdxFolder("in", List.of("shirt", "bag")), 0, JobSpec.Input.MAX_PIXELS),
                JobFiles.aim("300", 0),
                spec.methods(),
                new JobSpec.Output(
                    new ParquetSink("out"),
                    ExistingOutput.OVERWRITE,
                    true,
                    "jpeg:90",
                    ColorProfiles.KEEP),
                new LabelSpec(
                    Optional.of("boxes"),
                    Optional.empty(),
                    Optional.of("joints"),
                    List.of("mask"),
                    Optional.of("coco"),
                    Optional.empty(),
                    Optional.of("drop"),
                    Optional.of(0.2),
                    Optional.of("drop")),
                7,
                InvalidRows.SKIP,
                Optional.of("bad"),
                Optional.of(new ReportSection("report", 12, 2, 3)),
                Optional.empty(),
                new ChecksSection(Optional.empty(), 0.99, Optional.empty(), 0.1),
                Optional.of("features")));
    assertThat(entries(spec))
        .extracting(MethodEntry::name, MethodEntry::weight)
        .containsExactly(tuple("classic", 2.0), tuple("sample", 1.0));
    assertThat(spec.methods().reported(entries(spec)))
        .containsEntry("classic", "light.yaml (weight 2.0)")
        .containsEntry("sample", "models/clothes (weight 1.0)");
  }

  private static List<MethodEntry> entries(JobSpec spec) {
    return spec.methods().entries(file -> "steps: [flip]");
  }

  private static List<String> names(JobSpec spec) {
    return entries(spec).stream().map(MethodEntry::name).toList();
  }

  @Test
  void entriesOfAnyNameAndChainsAreRead() {
    var spec =
        read(
            SHORT,
            "methods.soft={method: classic, policy: soft.yaml, except: [\"7\"]}",
            "methods.painted={method: style-transfer, model: m, then: [{method: classic, policy: p.yaml}]}",
            "methods.oversample=",
            "output.originals=false");
    assertThat(names(spec)).containsExactly("soft", "painted");
    assertThat(spec.output().originals()).isFalse();
    assertThat(spec.methods().reported(entries(spec)))
        .containsEntry("painted", "m, then classic p.yaml (weight 1.0)");
    assertThat(MethodStageFactory.paths(entries(spec).get(1))).containsEntry("model", List.of("m"));
  }

  @Test
  void colorProfilesMayBeConverted() {
    var spec = read(WHOLE.replace("jpeg:90", "jpeg:90, color-profile: srgb"));
    assertThat(spec.output().colorProfiles()).isEqualTo(ColorProfiles.SRGB);
  }

  @Test
  void whatIsLeftOutHasADefault() {
    var spec = read(SHORT);
    assertThat(spec.input().source()).isEqualTo(ParquetImages.of("in"));
    assertThat(spec.output())
        .isEqualTo(
            new JobSpec.Output(
                new ParquetSink("out"), ExistingOutput.REFUSE, true, "same", ColorProfiles.KEEP));
    assertThat(spec.handleInvalid()).isEqualTo(InvalidRows.ERROR);
    assertThat(names(spec)).containsExactly("oversample");
    assertThat(spec.report()).isEmpty();
  }

  @Test
  void aPolicysReferencesAreOnePathOrAList() {
    var one = read(SHORT, "methods.classic={policy: p.yaml, references: looks}");
    assertThat(MethodStageFactory.paths(entries(one).get(1)))
        .containsEntry("reference", List.of("looks"));
    var some =
        read(
            SHORT,
            "methods.classic={policy: p.yaml, references: [{path: a, weight: 2}, {path: b}]}");
    assertThat(MethodStageFactory.paths(entries(some).get(1)))
        .containsEntry("reference", List.of("a", "b"));
    assertRefused(
        SHORT,
        "--set methods.classic={policy: p.yaml, references: []}: key \"methods.classic.references\": references is [] but must name one place at least; write [{\"path\": \"PLACE\", \"weight\": 1}]",
        "methods.classic={policy: p.yaml, references: []}");
  }

  @Test
  void settingsLieOverTheFile() {
    var spec = read(WHOLE, "plan.target={bag: 5}", "methods.sample.weight=0", "report.path=r=1");
    assertThat(spec.aim()).isEqualTo(JobFiles.aim("{\"bag\":5}", 0));
    assertThat(names(spec)).containsExactly("classic");
    assertThat(spec.report().orElseThrow().path()).isEqualTo("r=1");
  }

  @Test
  void aSettingMayAddASection() {
    assertThat(names(read(SHORT, "methods.classic.policy=p.yaml"))).hasSize(2);
  }

  @Test
  void aSettingOfNothingTakesAKeyAway() {
    var spec = read(WHOLE, "quarantine=", "report=", "methods.sample=", "seed=", "plan.target=");
    assertThat(spec.quarantine()).isEmpty();
    assertThat(spec.report()).isEmpty();
    assertThat(names(spec)).containsExactly("classic");
    assertThat(spec.seed()).isZero();
    assertThat(spec.aim()).isEqualTo(JobFiles.aim("max", 0));
    assertThat(read(WHOLE, "quarantine=", "quarantine=again").quarantine()).contains("again");
    assertRefused(
        WHOLE,
        "--set input.path=: key \"input.path\" is missing but must be text; add it",
        "input.path=");
  }

  @Test
  void targetAndCopiesExcludeEachOther() {
    assertThat(read(SHORT, "plan.copies=4").aim()).isEqualTo(JobFiles.aim("max", 4));
    assertRefused(
        WHOLE,
        "--set plan.copies=4: key \"plan\" has both target and copies but must have one; remove the other",
        "plan.copies=4");
  }
}
