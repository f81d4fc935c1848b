package dev.variegate.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.FaultyFileSystem;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("try") // the watched file system is not used by its name
class OutputFolderTest {

  @TempDir Path root;

  @ParameterizedTest
  @EnumSource
  void marksAFolderThatIsNew(ExistingOutput existing) throws IOException {
    assertThat(begin(existing, "f1")).isPresent();
    assertThat(Files.readAllLines(root.resolve("out/_fingerprint"))).hasSize(2).contains("f1");
    Files.createDirectory(root.resolve("empty"));
    assertThat(
            new OutputFolder(root.resolve("empty").toString(), existing, "f1")
                .begin(LocalSpark.session()))
        .isPresent();
  }

  @Test
  void refusesWhatExists() {
    leave("f1", "_SUCCESS", "a.png");
    assertThatThrownBy(() -> begin(ExistingOutput.REFUSE, "f1"))
        .hasMessage(message("must not yet exist; choose another path, overwrite or resume"));
    assertThat(Images.all(root)).hasSize(3);
  }

  @Test
  void whatIsOverwrittenStaysUntilTheNewIsComplete() {
    leave("f1", "_SUCCESS", "a.png", "b/c.png");
    var run = begin(ExistingOutput.OVERWRITE, "f2").orElseThrow();
    assertThat(Images.visible(root)).containsOnlyKeys("out/a.png", "out/b/c.png");
    assertThat(root.resolve("out/_SUCCESS")).exists();
    Images.write(Path.of(run.path().replace("file:", ""), "new.png"), new byte[] {1});
    run.commit();
    assertThat(Images.visible(root)).containsOnlyKeys("out/new.png");
    assertThat(root.resolve("out/_SUCCESS")).hasContent("f2");
  }

  @Test
  void overwritesNothingThatAJobDidNotWrite() {
    Images.write(root.resolve("out/thesis.txt"), new byte[] {1});
    assertThatThrownBy(() -> begin(ExistingOutput.OVERWRITE, "f1"))
        .hasMessage(
            message(
                "was not written by a job, only a job's output is overwritten; choose another path, or delete it yourself"));
    assertThatThrownBy(() -> begin(ExistingOutput.RESUME, "f1"))
        .hasMessage(message("was not written by this program; choose another path"));
    assertThat(root.resolve("out/thesis.txt")).exists();
  }

  @ParameterizedTest
  @EnumSource(ExistingOutput.class)
  void whatATaskLeftThatOutlivedItsFailedJobIsNoOutput(ExistingOutput existing) {
    Images.write(root.resolve("out/_run-1/_temporary/0/a.png"), new byte[] {1});
    assertThat(begin(existing, "f1")).isPresent();
    assertThat(Images.all(root)).containsOnlyKeys("out/_fingerprint");
  }

  @Test
  void theJobOfAnotherProgramThatWritesThereIsLeftInPeace() {
    Images.write(root.resolve("out/_temporary/0/part-0.parquet"), new byte[] {1});
    assertThatThrownBy(() -> begin(ExistingOutput.REFUSE, "f1"))
        .hasMessageContaining("must not yet exist");
    assertThat(root.resolve("out/_temporary/0/part-0.parquet")).exists();
  }

  @Test
  void resumesAFinishedJobByDoingNothing() {
    complete("f1");
    var before = Images.all(root);
    assertThat(begin(ExistingOutput.RESUME, "f1")).isEmpty();
    assertThat(Images.all(root)).isEqualTo(before);
  }

  @Test
  void whatAnotherJobFinishedIsNotTheDoneWorkOfTheOneThatDiedOverwritingIt() {
    complete("f1");
    begin(ExistingOutput.OVERWRITE, "f2");
    assertThat(begin(ExistingOutput.RESUME, "f2")).isPresent();
    assertThat(begin(ExistingOutput.RESUME, "f1")).isEmpty(); // still there, and whole
  }

  @Test
  void resumesAnUnfinishedJobAfterThoseOfDeadDriversAreGone() {
    var dead = begin(ExistingOutput.REFUSE, "f1").orElseThrow();
    Images.write(Path.of(dead.path().replace("file:", ""), "_temporary/0/b.png"), new byte[] {1});
    leave("f1", "a.png");
    var run = begin(ExistingOutput.RESUME, "f1").orElseThrow();
    assertThat(Images.all(root)).containsOnlyKeys("out/_fingerprint", "out/a.png");
    run.commit();
    assertThat(Images.all(root)).containsOnlyKeys("out/_fingerprint", "out/_SUCCESS");
  }

  @Test
  void ofTwoThatBeginAtOnceInANewFolderOneIsRefused() throws Exception {
    var out = root.resolve("out");
    var reported = new ArrayList<String>();
    FaultyFileSystem.Watcher second =
        (change, path) -> {
          if (change.equals("create") && reported.isEmpty()) {
            reported.add("");
            assertThat(faulty(out, ExistingOutput.OVERWRITE).begin(LocalSpark.session()))
                .isPresent();
          }
        };
    try (var watched = FaultyFileSystem.watched(second)) {
      assertThatThrownBy(() -> faulty(out, ExistingOutput.OVERWRITE).begin(LocalSpark.session()))
          .hasMessage(
              "Output \"faulty:%s\" exists and another job has just begun to write it; wait for that job"
                  .formatted(out));
    }
  }

  private static OutputFolder faulty(Path out, ExistingOutput existing) {
    return new OutputFolder(FaultyFileSystem.path(out), existing, "f");
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
  void wordsNameTheChoices() {
    assertThat(ExistingOutput.parse("resume")).isEqualTo(ExistingOutput.RESUME);
    assertThatThrownBy(() -> ExistingOutput.parse("replace"))
        .hasMessage("Existing output is \"replace\"; known: overwrite, refuse, resume");
  }

  private Optional<OutputRun> begin(ExistingOutput existing, String fingerprint) {
    return new OutputFolder(root.resolve("out").toString(), existing, fingerprint)
        .begin(LocalSpark.session());
  }

  private void complete(String fingerprint) {
    var run = begin(ExistingOutput.REFUSE, fingerprint).orElseThrow();
    Images.write(Path.of(run.path().replace("file:", ""), "a.png"), new byte[] {1});
    run.commit();
  }

  private void leave(String fingerprint, String... files) {
    begin(ExistingOutput.OVERWRITE, fingerprint);
    for (var file : files) {
      Images.write(root.resolve("out").resolve(file), new byte[] {1});
    }
  }

  private String message(String end) {
    return "Output \"file:%s/out\" exists and %s".formatted(root, end);
  }
}
