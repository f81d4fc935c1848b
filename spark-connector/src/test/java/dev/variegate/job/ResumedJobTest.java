package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job that is run again on its own output. */
class ResumedJobTest extends JobRuns {

  @Test
  void resumeSaysOfAnInputThatHasChanged() throws IOException {
    imagesWithBadOnes();
    String[] job = {
      images(), "methods: {oversample: {}}", "plan: {copies: 1}", "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    settings = List.of("--set", "output.mode=resume");
    assertThat(runOn(job)).isZero();
    assertThat(printed()).contains("is complete already").doesNotContain("has changed");
    Files.copy(folder.resolve("in/bag/0.png"), folder.resolve("in/bag/9.png"));
    assertThat(runOn(job)).isZero();
    assertThat(printed())
        .containsPattern(
            "warning: the input has changed since: it had 2 images of [0-9,]+ bytes, and has 3 images of ")
        .contains("; write another output, or --set output.mode=overwrite");
    assertThat(output().count()).isEqualTo(4);
  }

  @Test
  void theSameJobAgainResumesOrRefuses() throws IOException {
    imagesWithBadOnes();
    String[] job = {
      images(), "methods: {oversample: {}}", "plan: {copies: 1}", "handle-invalid: skip", "seed: 1"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    settings = List.of("--set", "output.mode=resume");
    assertThat(runOn(job)).isZero();
    assertThat(printed()).contains("The output is complete already: ");
    job[4] = "seed: 2";
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors()).contains("was begun by a job with the fingerprint ");
  }
}
