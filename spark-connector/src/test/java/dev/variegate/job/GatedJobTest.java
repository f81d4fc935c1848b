package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Jobs whose methods have gates. */
class GatedJobTest extends JobRuns {

  private static String methods(String gate) {
    return "methods: {dark: {method: classic, policy: {steps: [{brightness: {factor: [0.2, 1.1]}}]}, gate: %s}}"
        .formatted(gate);
  }

  @Test
  void whatIsRefusedIsCountedQuarantinedAndMissing() throws IOException {
    bags(folder, 3);
    int code =
        runOn(
            images(),
            "plan: {copies: 8}",
            methods("{require: [\"brightness >= q0.25\", \"sharpness >= 0\"], attempts: 2}"),
            "handle-invalid: skip",
            "quarantine: " + folder.resolve("refused"));
    assertThat(code).as(errors()).isZero();
    var refused = table("refused");
    long missing = refused.count();
    long planned = 9 * output().filter("lineage.copy = 0").count();
    assertThat(missing).isBetween(1L, planned - 1);
    assertThat(output().count()).isEqualTo(planned - missing);
    assertThat(output().columns()).doesNotContain(PreparedJob.PLAN, PreparedJob.REFUSED_BY);
    assertThat(
            refused
                .filter(
                    "image is null and error like 'brightness >= q0.25%' and label is not null and lineage.copy > 0 and split = 'train'")
                .count())
        .isEqualTo(missing);
    assertThat(printed())
        .contains("refused: %d: gate: brightness >= q0.25".formatted(missing))
        .containsPattern(
            "gate of dark: [0-9]+ drawn, [0-9]+ refused \\(brightness >= q0.25 [0-9]+, sharpness >= 0 0\\), [0-9]+ kept")
        .contains("missing of dark: %d images (".formatted(missing))
        .contains("refused in all of 2 attempts; raise gate.attempts or loosen the gate");
  }

  /** Copies that are mirrored or not: two of each image differ. */
  @Test
  void whatIsRefusedBesideOtherImagesIsCountedAndQuarantinedToo() throws IOException {
    var scenes = Files.createDirectories(folder.resolve("in/scene"));
    for (int i = 0; i < 3; i++) {
      try (var image = Scenes.of(i, 32)) {
        Files.write(scenes.resolve(i + ".png"), Scenes.png(image));
      }
    }
    int code =
        runOn(
            images(),
            "plan: {copies: 3}",
            "methods: {mirror: {method: classic, policy: {steps: [{flip: {}, probability: 0.5}]}, gate: {require: [\"sample-similarity <= 0.99\"], attempts: 8}}}",
            "quarantine: " + folder.resolve("refused"));
    assertThat(code).as(errors()).isZero();
    assertThat(output().filter("lineage.copy > 0").count()).isEqualTo(6);
    assertThat(table("refused").filter("error like 'sample-similarity <= 0.99%'").count())
        .isEqualTo(3);
    assertThat(printed())
        .contains("images of mirror are compared with each other")
        .contains("refused: 3: gate: sample-similarity <= 0.99")
        .containsPattern(
            "gate of mirror: ([0-9]+) drawn, [0-9]+ refused \\(sample-similarity <= 0.99 [0-9]+\\), 6 kept")
        .contains("missing of mirror: 3 images (");
  }

  @Test
  void aGateThatRefusesEverythingIsForetoldAndSaid() throws IOException {
    bags(folder, 2);
    int code = runOn(images(), "plan: {copies: 2}", methods("[\"brightness >= 2\"]"));
    assertThat(code).as(errors()).isZero();
    assertThat(output().filter("lineage.copy > 0").count()).isZero();
    assertThat(printed())
        .contains("gate of dark: about 5.0 draws an image of 5 at most, about 100 % missing")
        .contains("20 drawn, 20 refused (brightness >= 2 20)")
        .contains(", 0 kept");
  }

  @Test
  void aWrongGateIsRefusedInTheWordsOfTheFile() throws IOException {
    bags(folder, 1);
    assertThat(runOn(images(), "plan: {copies: 2}", methods("[\"sharpnes >= 1\"]"))).isEqualTo(2);
    assertThat(errors()).contains("asks for the score \"sharpnes\"", "did you mean \"sharpness\"?");
  }
}
