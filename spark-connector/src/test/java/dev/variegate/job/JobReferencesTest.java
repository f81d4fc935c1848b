package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs whose policies make images like references. */
class JobReferencesTest extends JobRuns {

  @Test
  void aPolicyOfAJobMayMakeImagesLikeReferences() throws IOException {
    imagesWithBadOnes();
    Files.writeString(folder.resolve("alike.yaml"), "steps: [histogram-matching]");
    var looks = Files.createDirectory(folder.resolve("looks"));
    Files.copy(folder.resolve("in/bag/0.png"), looks.resolve("night.png"));
    String[] job = {
      images(),
      "methods: {classic: {policy: alike.yaml, references: %s}}".formatted(looks),
      "plan: {copies: 1}",
      "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    var made = output().filter("lineage.method = 'classic'");
    assertThat(made.count()).isEqualTo(2);
    assertThat(made.filter("lineage.steps like '%\"name\":\"looks/night.png\"%'").count())
        .isEqualTo(2);
    job[1] = "methods: {classic: {policy: alike.yaml}}";
    settings = List.of("--set", "output.mode=overwrite");
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors())
        .contains(
            "policy of methods.classic makes images like references (histogram-matching), which must be given; set references or referencesCol");
  }

  @Test
  void anOutputAmongTheReferencesIsRefused() throws IOException {
    imagesWithBadOnes();
    Files.writeString(folder.resolve("alike.yaml"), "steps: [histogram-matching]");
    assertThat(
            runOn(
                images(),
                "methods: {classic: {policy: alike.yaml, references: %s}}"
                    .formatted(Files.createDirectories(folder.resolve("images/looks"))),
                "handle-invalid: skip"))
        .isEqualTo(2);
    assertThat(errors()).contains("overlap");
  }
}
