package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

/** What a job says where it cannot run, and how. */
class JobMessagesTest extends JobRuns {

  @Test
  void aTypoInTheFileIsAnErrorWithItsPlace() throws IOException {
    var job = Files.writeString(folder.resolve("job.yaml"), "inptu: {format: idx}");
    assertThat(execute(job.toString())).isEqualTo(2);
    assertThat(errors()).contains("AugmentJob: " + job + ": key \"inptu\" is unknown");
  }

  @Test
  void aMissingJobFileIsNamed() {
    assertThat(execute("conf/none.yaml")).isEqualTo(2);
    assertThat(errors())
        .isEqualToIgnoringNewLines(
            "AugmentJob: Job file \"conf/none.yaml\" is missing but must be a file that the driver can"
                + " read; check the path");
  }

  @Test
  void anInputWithoutRowsIsRefused() {
    LocalSpark.session()
        .read()
        .schema("key string, image binary, label string, split string")
        .json(LocalSpark.session().emptyDataset(Encoders.STRING()))
        .write()
        .parquet(folder.resolve("none").toString());
    assertThat(
            runOn(
                "input: {format: parquet, path: %s}".formatted(folder.resolve("none")),
                "methods: {oversample: {}}"))
        .isEqualTo(2);
    assertThat(errors()).contains("no row to expand");
  }

  @Test
  void noNameSteersTheTerminal() throws IOException {
    var odd = Files.createDirectories(folder.resolve("in/ba\u001b[31mg\u202e"));
    try (var image = Image.ofBytes(1, 1, 1, (byte) 7)) {
      Files.write(odd.resolve("0.png"), new ImageCodec().encode(image, Encoding.parse("png")));
    }
    Files.writeString(odd.resolve("x\u0007.png"), "no image");
    String[] job = {
      "name: \"a\\eb\"",
      images(),
      "methods: {oversample: {}}",
      "plan: {copies: 2}",
      "handle-invalid: skip"
    };
    assertThat(runOn(job)).as(errors()).isZero();
    assertThat(printed())
        .contains("a\\u001bb", "ba\\u001b[31mg\\u202e")
        .contains(
            "warning: class \"ba\\u001b[31mg\\u202e\" has one image; its 2 copies are variants of that one");
    job[4] = "handle-invalid: error";
    settings = List.of("--set", "output.mode=overwrite");
    assertThat(runOn(job)).isEqualTo(1);
    settings = List.of("--set", "a\u001bb=1");
    assertThat(runOn(job)).isEqualTo(2);
    assertThat(errors()).contains("x\\u0007.png", "a\\u001bb");
    assertThat(errors() + printed()).doesNotContain("\u001b", "\u0007", "\u202e");
  }
}
