package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFolderTest {

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void marksAFolderThatIsNew(ExistingOutput existing) throws IOException {
    assertThat(begin(existing, "f1")).isTrue();
    assertThat(root.resolve("out/_fingerprint")).hasContent("f1");
    Files.createDirectory(root.resolve("empty"));
    assertThat(
            new OutputFolder(root.resolve("empty").toString(), existing, "f1")
                .begin(LocalSpark.session()))
        .isTrue();
  }

  @Test
  void refusesWhatExists() {
    leave("f1", "_SUCCESS", "a.png");
    assertThatThrownBy(() -> begin(ExistingOutput.REFUSE, "f1"))
        .hasMessage(message("must not yet exist; choose another path, overwrite or resume"));
    assertThat(Pictures.all(root)).hasSize(3);
  }

  @Test
  void overwritesAnOldJob() {
    leave("f1", "_SUCCESS", "a.png");
    assertThat(begin(ExistingOutput.OVERWRITE, "f2")).isTrue();
    assertThat(Pictures.all(root)).containsOnlyKeys("out/_fingerprint");
    assertThat(root.resolve("out/_fingerprint")).hasContent("f2");
  }

  @Test
  void overwritesNothingThatAJobDidNotWrite() {
    Pictures.write(root.resolve("out/thesis.txt"), new byte[] {1});
    assertThatThrownBy(() -> begin(ExistingOutput.OVERWRITE, "f1"))
        .hasMessage(
            message(
                "was not written by a job, only a job's output is overwritten; choose another path, or delete it yourself"));
    assertThatThrownBy(() -> begin(ExistingOutput.RESUME, "f1"))
        .hasMessage(message("was not written by this program; choose another path"));
    assertThat(root.resolve("out/thesis.txt")).exists();
  }

  @Test
  void resumesAFinishedJobByDoingNothing() {
    leave("f1", "_SUCCESS", "a.png");
    assertThat(begin(ExistingOutput.RESUME, "f1")).isFalse();
    assertThat(Pictures.all(root)).hasSize(3);
  }

  @Test
  void resumesAnUnfinishedJobFromAClearedFolder() {
    leave("f1", "a.png", "_temporary/0/b.png");
    assertThat(begin(ExistingOutput.RESUME, "f1")).isTrue();
    assertThat(Pictures.all(root)).containsOnlyKeys("out/_fingerprint");
  }

  @Test
  void resumesNoOtherJob() {
    leave("f1", "a.png");
    assertThatThrownBy(() -> begin(ExistingOutput.RESUME, "f2"))
        .hasMessage(
            message(
                "was begun by a job with the fingerprint f1, this one has f2; give this job its own path, or overwrite"));
  }

  @Test
  void refusesAnOutputThatOverlapsAnInput() {
    var spark = LocalSpark.session();
    var out = new OutputFolder("/a/b", ExistingOutput.REFUSE, "f");
    out.requireApartFrom(spark, List.of("/a/c", "/a/bc"));
    for (var input : List.of("/a", "/a/b", "/a/b/c/", "file:///a")) {
      assertThatThrownBy(() -> out.requireApartFrom(spark, List.of(input)))
          .hasMessageMatching(
              "Output \"file:/a/b\" overlaps the input \"file:/a.*\", the two must lie apart; choose another output");
    }
  }

  @Test
  void wordsNameTheChoices() {
    assertThat(ExistingOutput.parse("resume")).isEqualTo(ExistingOutput.RESUME);
    assertThatThrownBy(() -> ExistingOutput.parse("replace"))
        .hasMessage(
            "Existing output is \"replace\", must be one of refuse, overwrite, resume; use refuse where unsure");
  }

  private boolean begin(ExistingOutput existing, String fingerprint) {
    return new OutputFolder(root.resolve("out").toString(), existing, fingerprint)
        .begin(LocalSpark.session());
  }

  private void leave(String fingerprint, String... files) {
    begin(ExistingOutput.REFUSE, fingerprint);
    for (var file : files) {
      Pictures.write(root.resolve("out").resolve(file), new byte[] {1});
    }
  }

  private String message(String end) {
    return "Output \"file:%s/out\" exists and %s".formatted(root, end);
  }
}
