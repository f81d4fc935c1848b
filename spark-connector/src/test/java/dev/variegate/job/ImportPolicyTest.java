package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.policy.imported.TimmImport;
import dev.variegate.policy.text.PolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportPolicyTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void writesNothingThatIsNotWholeUnlessReportedSo() throws IOException {
    var file = folder.resolve("policy.yaml");
    assertThat(run("--timm", "rand-m9-mstd0.5", "--output", file.toString())).isEqualTo(1);
    assertThat(file).doesNotExist();
    assertThat(said())
        .contains("missing: SolarizeAdd")
        .contains("nothing is written; pass --accept-missing to go without");
    assertThat(run("--timm", "rand-m9-mstd0.5", "--output", file.toString(), "--accept-missing"))
        .isZero();
    assertThat(PolicyFile.read(Files.readString(file), "file"))
        .isEqualTo(TimmImport.read("rand-m9-mstd0.5").policy());
  }

  @Test
  void readsAPipelineFromItsFile() throws IOException {
    var pipeline = folder.resolve("pipeline.json");
    Files.writeString(
        pipeline, "{\"transform\": {\"__class_fullname__\": \"HorizontalFlip\", \"p\": 0.5}}");
    var file = folder.resolve("policy.yaml");
    assertThat(run("--albumentations", pipeline.toString(), "--output", file.toString())).isZero();
    assertThat(Files.readString(file)).contains("flip").contains("probability: 0.5");
    assertThat(run("--albumentations", pipeline.toString(), "--output", file.toString()))
        .isEqualTo(2);
    assertThat(said()).contains("exists but must not be written over; move it away first");
  }

  @Test
  void saysThatAFileIsNotThere() {
    var absent = folder.resolve("absent.json").toString();
    assertThat(run("--albumentations", absent, "--output", folder.resolve("p").toString()))
        .isEqualTo(2);
    assertThat(said())
        .contains("Pipeline " + absent + " not found but must be a file; check the path");
  }

  @Test
  void whatCannotBeWrittenIsReportedInOneSentence() throws IOException {
    var absent = folder.resolve("absent/policy.yaml");
    assertThat(run("--timm", "rand-m9", "--output", absent.toString(), "--accept-missing"))
        .isEqualTo(2);
    assertThat(said())
        .endsWith(
            "ImportPolicy: %1$s cannot be written: NoSuchFileException: %1$s\n".formatted(absent));
    var link = Files.createSymbolicLink(folder.resolve("link.yaml"), folder.resolve("elsewhere"));
    assertThat(run("--timm", "rand-m9", "--output", link.toString(), "--accept-missing"))
        .isEqualTo(2);
    assertThat(said()).endsWith("exists but must not be written over; move it away first\n");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  private int run(String... args) {
    try (var stream = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      return ImportPolicy.execute(stream, stream, args);
    }
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
