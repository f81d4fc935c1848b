package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.Scenes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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
  void whatWouldBeTheSameImageIsAskedOnce() throws IOException {
    bags(folder, 2);
    var gated = "methods: {super-resolve: {algorithm: bicubic, gate: [\"brightness >= 2\"]}}";
    assertThat(runOn(images(), "plan: {copies: 2}", gated)).as(errors()).isZero();
    assertThat(printed())
        .contains("4 drawn, 4 refused (brightness >= 2 4), 0 kept")
        .contains("refused in their only attempt; loosen the gate, or raise gate.attempts of a");
  }

  @Test
  void aWrongGateIsRefusedInTheWordsOfTheFile() throws IOException {
    bags(folder, 1);
    assertThat(runOn(images(), "plan: {copies: 2}", methods("[\"sharpnes >= 1\"]"))).isEqualTo(2);
    assertThat(errors()).contains("asks for the score \"sharpnes\"", "did you mean \"sharpness\"?");
  }

  @Test
  void aCheapGateThatRefusesAllIsProposedToBeTheFirst() throws IOException {
    bags(folder, 3);
    settings = List.of("--explain");
    var gate =
        "{require: [\"similarity <= 1\", \"brightness >= 2\", \"brightness <= 2\"], attempts: 2}";
    int code = runOn(images(), "plan: {copies: 2}", methods(gate));
    assertThat(code).as(errors()).isZero();
    assertThat(printed())
        .containsPattern("  similarity <= 1: [0-9]+\\.[0-9]{2} ms an image, refuses 0 %")
        .containsPattern("  brightness >= 2: [0-9]+\\.[0-9]{2} ms an image, refuses 100 %")
        .containsPattern("  brightness <= 2: 0\\.[0-9]{2} ms an image, refuses 0 %")
        .containsPattern(
            "cheaper order, [0-9.]+ ms a draw instead of [0-9.]+: \\[\"brightness >= 2\", \"brightness <= 2\", \"similarity <= 1\"\\]");
    assertThat(folder.resolve("images")).doesNotExist();
    var proposed =
        "{require: [\"brightness >= 2\", \"brightness <= 2\", \"similarity <= 1\"], attempts: 2}";
    assertThat(runOn(images(), "plan: {copies: 2}", methods(proposed))).isZero();
    assertThat(printed().split("cheaper order", -1)).hasSize(2); // of the first run
  }
}
