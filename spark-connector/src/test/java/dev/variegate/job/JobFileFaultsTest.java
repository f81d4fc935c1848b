package dev.variegate.job;

import static dev.variegate.job.JobFiles.SHORT;
import static dev.variegate.job.JobFiles.WHOLE;
import static dev.variegate.job.JobFiles.assertRefused;
import static dev.variegate.job.JobFiles.read;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of job files, each reported with its place. */
class JobFileFaultsTest {

  @Test
  void wrongWordsAboutLabelsAreReportedWithTheirKey() {
    assertRefused(
        SHORT,
        "--set labels.box-format=voc: key \"labels.box-format\": boxFormat is \"voc\"; known: coco, corners, normalized, yolo",
        "labels.box-format=voc");
    assertRefused(
        SHORT,
        "--set labels.handle-labels=keep: key \"labels.handle-labels\": handleLabels is \"keep\"; known: drop, error",
        "labels.handle-labels=keep");
    assertRefused(
        SHORT,
        "--set labels.box=boxes: key \"labels.box\" is unknown; known: box-format, box-shape, boxes, handle-labels, keypoints, masks, min-visibility, outside, polygons",
        "labels.box=boxes");
  }

  @Test
  void refusesAnUnknownKeyWithASuggestion() {
    assertRefused(
        SHORT + "handle-invald: skip",
        "conf/job.yaml: key \"handle-invald\" is unknown; did you mean \"handle-invalid\"? Known:"
            + " audit, checks, feature-store, handle-invalid, input, labels, methods, name, output, plan, quarantine, report, seed");
    assertRefused(
        SHORT,
        "--set methods.clasic.weight=1: key \"methods.clasic\" names the method \"clasic\"; did you mean \"classic\"? Known:"
            + " classic, faded, image-to-image, image-translate, inpaint, latent, mix, oversample, sample, style-transfer, super-resolve",
        "methods.clasic.weight=1");
  }

  @Test
  void anUnknownKeyIsReportedBeforeAMissingOne() {
    assertRefused(
        "input: {format: idx, paht: in}",
        "conf/job.yaml: key \"input.paht\" is unknown; did you mean \"path\"? Known: format, labels,"
            + " max-pixels, partitions, path");
    assertRefused(
        "{inptu: {}, methods: {}}",
        "conf/job.yaml: key \"inptu\" is unknown; did you mean \"input\"? Known: audit, checks, feature-store, handle-invalid,"
            + " input, labels, methods, name, output, plan, quarantine, report, seed");
    assertRefused(
        "{methods: {classic: {polcy: p.yaml}}}",
        "conf/job.yaml: key \"methods.classic.polcy\" is unknown; did you mean \"policy\"? Known:"
            + " classes, encoding, except, gate, lossless-jpeg, method, policy, reduced-decode, references, references-col, then, weight");
    assertRefused(
        "{output: {pth: out}}",
        "conf/job.yaml: key \"output.pth\" is unknown; did you mean \"path\"? Known:"
            + " classes, color-profile, encoding, format, mode, originals, path");
    assertRefused(
        "{input: {columns: {imag: i}}}",
        "conf/job.yaml: key \"input.columns.imag\" is unknown; did you mean \"image\"? Known:"
            + " image, key, label, split");
    assertRefused(
        "{labels: {box: b}}",
        "conf/job.yaml: key \"labels.box\" is unknown; known: box-format, box-shape, boxes, handle-labels,"
            + " keypoints, masks, min-visibility, outside, polygons");
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
        "methods.classic.weight | 1e999 | a finite number of at least 0",
        "methods.classic.weight | -1e999 | a finite number of at least 0"
      })
  void numbersThatDoNotFitAreRefused(String key, String number, String rule) {
    assertThatThrownBy(() -> read(WHOLE, "plan.target=", key + "=" + number))
        .isInstanceOf(BadJobException.class)
        .hasMessageStartingWith("--set %s=%s: key \"%s\" is ".formatted(key, number, key))
        .hasMessageEndingWith(" but must be %s; correct it".formatted(rule));
  }

  @Test
  void refusesAnUnknownWordWithASuggestion() {
    assertRefused(
        "input: {format: parket, path: in}",
        "conf/job.yaml: key \"input.format\" is \"parket\"; did you mean \"parquet\"? Known:"
            + " binary-file, coco, idx, image-folder, mask-folder, parquet, voc, yolo");
  }

  @Test
  void aMistypedSettingIsNamedAsSuch() {
    assertRefused(
        SHORT,
        "--set plan.taget=5: key \"plan.taget\" is unknown; did you mean \"target\"? Known: copies, method-share, source-weight, target",
        "plan.taget=5");
    assertRefused(
        SHORT,
        "--set is given \"plan.target\" but must be a key and a value; write --set plan.target=500",
        "plan.target");
  }

  @Test
  void anItemOfASettingsListIsNamedAsSuch() {
    assertRefused(
        SHORT,
        "--set methods.oversample.then=[{method: classic, weight: 2}]: key"
            + " \"methods.oversample.then[0].weight\" is given, which the first method of a chain"
            + " alone may have; remove it",
        "methods.oversample.then=[{method: classic, weight: 2}]");
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
        "conf/job.yaml: key \"seed\" is \"soon\" but must be a whole number; correct it");
    assertRefused(
        "input: {path: in}",
        "conf/job.yaml: key \"input.format\" is missing but must be text; add it");
    assertRefused(
        SHORT,
        "--set output.encoding=jpg: key \"output.encoding\": Encoding is \"jpg\" but must be one of"
            + " jpeg, jpeg:1..100, png, tiff, webp, webp:1..100; use jpeg:95 if unsure",
        "output.encoding=jpg");
  }

  @Test
  void refusesAJobWithoutAMethod() {
    assertRefused(
        SHORT,
        "--set methods.oversample.weight=0: key \"methods\" has no entry with a weight above 0"
            + " but must have one; raise a weight",
        "methods.oversample.weight=0");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThatThrownBy(() -> read("input: {format: [}"))
        .isInstanceOf(BadJobException.class)
        .hasMessageStartingWith("conf/job.yaml is not valid YAML (line 1: ");
    assertRefused(
        "[]",
        "conf/job.yaml holds no keys but must be a mapping such as \"input: {format: parquet, path:"
            + " in}\"; write one");
  }

  @Test
  void keptRowsNeedAPlaceInTheOutput() {
    assertRefused(
        WHOLE,
        "handle-invalid is \"keep\" but must be \"error\" or \"skip\" where output.format is"
            + " \"image-folder\", which has no place for a row without an image; write parquet",
        "handle-invalid=keep",
        "output.format=image-folder");
  }
}
