package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.ColorProfiles;
import dev.variegate.io.ExistingOutput;
import dev.variegate.io.IdxFolder;
import dev.variegate.io.ParquetImages;
import dev.variegate.io.ParquetSink;
import dev.variegate.stage.InvalidRows;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobFileTest {

  private static final String WHOLE =
      """
      name: clothes
      input: {format: idx, path: in, labels: [shirt, bag]}
      plan: {target: 300}
      methods:
        classic: {policy: light.yaml, weight: 2}
        sample: {model: models/clothes}
      output: {format: parquet, path: out, mode: overwrite, encoding: jpeg:90}
      seed: 7
      handle-invalid: skip
      quarantine: bad
      report: {path: report, copies: 3}
      labels:
        boxes: boxes
        keypoints: joints
        masks: [mask]
        box-format: coco
        outside: drop
        min-visibility: 0.2
        generated: drop
      """;

  private static final String SHORT =
      """
      input: {format: parquet, path: in}
      output: {path: out}
      methods: {oversample: {}}
      """;

  @Test
  void everyKeyIsRead() {
    var spec = read(WHOLE);
    assertThat(spec)
        .isEqualTo(
            new JobSpec(
                "clothes",
                new JobSpec.Input(
                    new IdxFolder("in", List.of("shirt", "bag")), 0, JobSpec.Input.MAX_PIXELS),
                new JobSpec.Aim("300", 0),
                List.of(
                    new JobSpec.Method("classic", 2, "light.yaml", ""),
                    new JobSpec.Method("sample", 1, "models/clothes", "")),
                new JobSpec.Output(
                    new ParquetSink("out"),
                    ExistingOutput.OVERWRITE,
                    "jpeg:90",
                    ColorProfiles.KEEP),
                new LabelSpec(
                    Optional.of("boxes"),
                    Optional.empty(),
                    Optional.of("joints"),
                    List.of("mask"),
                    Optional.of("coco"),
                    Optional.of("drop"),
                    Optional.of(0.2),
                    Optional.of("drop")),
                7,
                InvalidRows.SKIP,
                Optional.of("bad"),
                Optional.of(new JobSpec.Report("report", 12, 2, 3))));
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
                new ParquetSink("out"), ExistingOutput.REFUSE, "same", ColorProfiles.KEEP));
    assertThat(spec.handleInvalid()).isEqualTo(InvalidRows.ERROR);
    assertThat(spec.methods()).containsExactly(new JobSpec.Method("oversample", 1, "", ""));
    assertThat(spec.report()).isEmpty();
  }

  @Test
  void wrongWordsAboutLabelsAreToldWithTheirKey() {
    assertRefused(
        SHORT,
        "--set labels.box-format=voc: key \"labels.box-format\": boxFormat is \"voc\", must be one of: corners, coco, yolo, normalized; set one",
        "labels.box-format=voc");
    assertRefused(
        SHORT,
        "--set labels.generated=keep: key \"labels.generated\": handleLabels is \"keep\"; known: drop, error",
        "labels.generated=keep");
    assertRefused(
        SHORT,
        "--set labels.box=boxes: key \"labels.box\" is unknown; known: box-format, boxes, generated, keypoints, masks, min-visibility, outside, polygons",
        "labels.box=boxes");
  }

  @Test
  void aPolicysReferencesAreOnePlaceOrAList() {
    var one = read(SHORT, "methods.classic={policy: p.yaml, references: looks}");
    assertThat(one.methods().get(0)).isEqualTo(new JobSpec.Method("classic", 1, "p.yaml", "looks"));
    var some =
        read(
            SHORT,
            "methods.classic={policy: p.yaml, references: [{path: a, weight: 2}, {path: b}]}");
    assertThat(some.methods().get(0).references())
        .isEqualTo("[{\"path\":\"a\",\"weight\":2},{\"path\":\"b\"}]");
    assertRefused(
        SHORT,
        "--set methods.classic={policy: p.yaml, references: 3}: key \"methods.classic.references\" is 3, must be text or a list; correct it",
        "methods.classic={policy: p.yaml, references: 3}");
    assertRefused(
        SHORT,
        "--set methods.classic={policy: p.yaml, references: []}: key \"methods.classic.references\": references is [], must name one place at least; write [{\"path\": \"PLACE\", \"weight\": 1}]",
        "methods.classic={policy: p.yaml, references: []}");
  }

  @Test
  void settingsLieOverTheFile() {
    var spec = read(WHOLE, "plan.target={bag: 5}", "methods.sample.weight=0", "report.path=r=1");
    assertThat(spec.aim()).isEqualTo(new JobSpec.Aim("{\"bag\":5}", 0));
    assertThat(spec.methods()).extracting(JobSpec.Method::name).containsExactly("classic");
    assertThat(spec.report().orElseThrow().path()).isEqualTo("r=1");
  }

  @Test
  void aSettingMayAddASection() {
    assertThat(read(SHORT, "methods.classic.policy=p.yaml").methods()).hasSize(2);
  }

  @Test
  void refusesAnUnknownKeyWithASuggestion() {
    assertRefused(
        SHORT + "handle-invald: skip",
        "conf/job.yaml: key \"handle-invald\" is unknown; did you mean \"handle-invalid\"? Known:"
            + " handle-invalid, input, labels, methods, name, output, plan, quarantine, report, seed");
    assertRefused(
        SHORT,
        "--set methods.clasic.weight=1: key \"methods.clasic\" is unknown; did you mean \"classic\"? Known:"
            + " classic, oversample, sample",
        "methods.clasic.weight=1");
  }

  @Test
  void anUnknownKeyIsToldBeforeAMissingOne() {
    assertRefused(
        "input: {format: idx, paht: in}",
        "conf/job.yaml: key \"input.paht\" is unknown; did you mean \"path\"? Known: format, labels,"
            + " max-pixels, partitions, path");
    assertRefused(
        "{inptu: {}, methods: {}}",
        "conf/job.yaml: key \"inptu\" is unknown; did you mean \"input\"? Known: handle-invalid,"
            + " input, labels, methods, name, output, plan, quarantine, report, seed");
    assertRefused(
        "{methods: {classic: {polcy: p.yaml}}}",
        "conf/job.yaml: key \"methods.classic.polcy\" is unknown; did you mean \"policy\"? Known:"
            + " policy, references, weight");
    assertRefused(
        "{output: {pth: out}}",
        "conf/job.yaml: key \"output.pth\" is unknown; did you mean \"path\"? Known:"
            + " color-profile, encoding, format, mode, path");
    assertRefused(
        "{input: {columns: {imag: i}}}",
        "conf/job.yaml: key \"input.columns.imag\" is unknown; did you mean \"image\"? Known:"
            + " image, key, label, split");
    assertRefused(
        "{labels: {box: b}}",
        "conf/job.yaml: key \"labels.box\" is unknown; known: box-format, boxes, generated,"
            + " keypoints, masks, min-visibility, outside, polygons");
  }

  @Test
  void aSettingOfNothingTakesAKeyAway() {
    var spec = read(WHOLE, "quarantine=", "report=", "methods.sample=", "seed=", "plan.target=");
    assertThat(spec.quarantine()).isEmpty();
    assertThat(spec.report()).isEmpty();
    assertThat(spec.methods()).extracting(JobSpec.Method::name).containsExactly("classic");
    assertThat(spec.seed()).isZero();
    assertThat(spec.aim()).isEqualTo(new JobSpec.Aim("max", 0));
    assertThat(read(WHOLE, "quarantine=", "quarantine=again").quarantine()).contains("again");
    assertRefused(
        WHOLE,
        "--set input.path=: key \"input.path\" is missing, must be text; add it",
        "input.path=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan.copies | 8589934593 | within 1..2147483647",
        "plan.copies | -1 | a whole number of at least 1",
        "plan.copies | 1.5 | a whole number of at least 1",
        "input.partitions | 4294967297 | within 1..2147483647",
        "report.copies | 99999999999999999999 | within 1..2147483647",
        "input.max-pixels | 99999999999999999999 | within 1..9223372036854775807",
        "seed | 99999999999999999999 | within -9223372036854775808..9223372036854775807",
        "seed | -99999999999999999999 | within -9223372036854775808..9223372036854775807",
        "methods.classic.weight | 1e999 | a finite number",
        "methods.classic.weight | -1e999 | a number of at least 0.0"
      })
  void numbersThatDoNotFitAreRefused(String key, String number, String rule) {
    assertThatThrownBy(() -> read(WHOLE, "plan.target=", key + "=" + number))
        .isInstanceOf(BadJobException.class)
        .hasMessageStartingWith("--set %s=%s: key \"%s\" is ".formatted(key, number, key))
        .hasMessageEndingWith(", must be %s; correct it".formatted(rule));
  }

  @Test
  void refusesAnUnknownWordWithASuggestion() {
    assertRefused(
        "input: {format: parket, path: in}",
        "conf/job.yaml: key \"input.format\" is \"parket\", did you mean \"parquet\"? Known:"
            + " binary-file, idx, image-folder, parquet");
  }

  @Test
  void aMistypedSettingIsNamedAsSuch() {
    assertRefused(
        SHORT,
        "--set plan.taget=5: key \"plan.taget\" is unknown; did you mean \"target\"? Known: copies, target",
        "plan.taget=5");
    assertRefused(
        SHORT,
        "--set is given \"plan.target\", must be a key and a value; write --set plan.target=500",
        "plan.target");
  }

  @Test
  void refusesAKeyThatBelongsToAnotherFormat() {
    assertRefused(
        SHORT,
        "--set input.labels=[a]: key \"input.labels\" is unknown; known: columns, format,"
            + " max-pixels, partitions, path",
        "input.labels=[a]");
  }

  @Test
  void refusesWrongTypesAndMissingKeys() {
    assertRefused(
        SHORT + "seed: soon",
        "conf/job.yaml: key \"seed\" is \"soon\", must be a whole number; correct it");
    assertRefused(
        "input: {path: in}",
        "conf/job.yaml: key \"input.format\" is missing, must be text; add it");
    assertRefused(
        SHORT,
        "--set output.encoding=jpg: key \"output.encoding\": Encoding is \"jpg\", must be one of"
            + " jpeg, jpeg:1..100, png, tiff, webp, webp:1..100; use jpeg:95 where unsure",
        "output.encoding=jpg");
  }

  @Test
  void refusesAJobWithoutAMethod() {
    assertRefused(
        SHORT,
        "--set methods.oversample.weight=0: key \"methods\" has no method with a weight above 0,"
            + " must have one; add classic, sample or oversample",
        "methods.oversample.weight=0");
  }

  @Test
  void targetAndCopiesExcludeEachOther() {
    assertThat(read(SHORT, "plan.copies=4").aim()).isEqualTo(new JobSpec.Aim("max", 4));
    assertRefused(
        WHOLE,
        "--set plan.copies=4: key \"plan\" has both target and copies, must have one; remove the other",
        "plan.copies=4");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> read("input: {format: [}"))
        .isInstanceOf(BadJobException.class)
        .hasMessageStartingWith("conf/job.yaml, line 1, is no YAML: ");
    assertRefused(
        "[]",
        "conf/job.yaml holds no keys, must be a mapping such as \"input: {format: parquet, path:"
            + " in}\"; write one");
  }

  @Test
  void keptRowsNeedAPlaceInTheOutput() {
    assertRefused(
        WHOLE,
        "handle-invalid is \"keep\", must be \"error\" or \"skip\" where output.format is"
            + " \"image-folder\", which has no place for a row without a picture; write parquet",
        "handle-invalid=keep",
        "output.format=image-folder");
  }

  private static JobSpec read(String text, String... settings) {
    return JobReader.read(JobFile.read(text, "conf/job.yaml", List.of(settings)));
  }

  private static void assertRefused(String text, String message, String... settings) {
    assertThatThrownBy(() -> read(text, settings))
        .isInstanceOf(BadJobException.class)
        .hasMessage(message);
  }
}
