package dev.variegate.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainJobTest extends TrainingRuns {

  @BeforeAll
  static void startSpark() {
    assertThat(LocalSpark.session()).isNotNull();
  }

  @BeforeEach
  void writeImages() throws IOException {
    images(folder);
  }

  @Test
  void aBundleIsTrainedAndReported() throws IOException {
    assertThat(run()).as(errors()).isZero();
    var bundle = training(folder);
    assertThat(Files.readString(bundle.resolve("model.yaml")))
        .contains("name: \"toys\"", "license: \"MIT\"", "- \"coat\"");
    assertThat(printed())
        .contains("Trains a generator (vae) on 24 images of 2 classes, in at most 2 epochs")
        .containsPattern("epoch 1 of 2: reconstruction [\\d.]+, divergence .*, about .* left")
        .containsPattern("epoch 2 of 2: .*, validation divergence [\\d.]+; \\d+ s\n")
        .contains("images: 24 of 16x16, color", "bundle: file:" + bundle, "epochs: 2\n")
        .doesNotContain("resumed");
    assertThat(Files.readString(folder.resolve("report/report.html")))
        .contains(
            "<h1>toys</h1>", "<polyline", "data:image/jpeg;base64,", "<td>bag</td><td>12</td>")
        .contains("model: \"file:" + bundle)
        .doesNotContain("allow-unlicensed");
  }

  @Test
  void theBundleIsUsedAsTheReportSays() throws IOException {
    assertThat(run("params.license=", "report=")).as(errors()).isZero();
    assertThat(folder.resolve("report")).doesNotExist();
    var job =
        Files.writeString(
            folder.resolve("job.yaml"),
            """
            input: {format: image-folder, path: %1$s/in}
            plan: {target: 14}
            methods:
              sample:
                model: "%2$s"
                allow-unlicensed: true
            output: {path: %1$s/out}
            """
                .formatted(folder, training(folder).toUri()));
    assertThat(AugmentJob.execute(silent(), silent(), job.toString())).isZero();
    var made = LocalSpark.session().read().parquet(folder.resolve("out").toString());
    assertThat(made.filter("lineage.model = 'toys'").count()).isEqualTo(4);
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
  }

  @Test
  void aFinishedTrainingIsNotTrainedAgain() throws IOException {
    run();
    var sheet = training(folder).resolve("samples-002.png");
    var written = Files.getLastModifiedTime(sheet);
    Files.delete(folder.resolve("report/report.html"));
    assertThat(run()).isZero();
    assertThat(Files.getLastModifiedTime(sheet)).isEqualTo(written);
    assertThat(printed())
        .contains("The training is complete already: nothing was trained")
        .doesNotContain("  epoch ", "resumed", "no epoch");
    assertThat(folder.resolve("report/report.html")).exists();
  }

  @Test
  void anEndedTrainingGoesOnFromItsLastCheckpoint() throws IOException {
    run();
    var expected = Files.readString(training(folder).resolve("model.yaml"));
    Files.delete(training(folder).resolve("model.yaml"));
    Files.delete(training(folder).resolve("checkpoint-000002.safetensors"));
    assertThat(run()).as(errors()).isZero();
    assertThat(Files.readString(training(folder).resolve("model.yaml"))).isEqualTo(expected);
    assertThat(printed())
        .contains("was ended after epoch 1; it goes on if its images and cores are the same")
        .contains("  resumed after epoch 1\n  epoch 2 of 2: ", "epochs: 2, resumed after epoch 1\n")
        .doesNotContain("epoch 1 of 2");
  }

  @Test
  void explainTrainsNothing() {
    assertThat(run("--explain")).isZero();
    assertThat(printed())
        .contains("  class  images\n  bag        12\n  coat       12\n")
        .contains("24 images of 2 classes", "latent-size: 2\n", "learning-rate: 0.001\n")
        .contains("Nothing was trained, as --explain asks.");
    assertThat(folder.resolve("trainings")).doesNotExist();
  }

  @Test
  void theOutputOfAnotherJobStays() {
    run();
    assertThat(run("params.learning-rate=0.002")).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            "TrainJob: Output \"file:%s/trainings\" has trainings of another job: params.learning-rate is 0.001 there but 0.002 here; choose another output, or set params.learning-rate back to go on with what is there\n"
                .formatted(folder));
  }

  @Test
  void withoutClassesNoneAreCounted() throws IOException {
    assertThat(run("params.classes=false")).as(errors()).isZero();
    assertThat(printed()).contains("Trains a generator (vae) on 24 images, in at most 2 epochs");
    assertThat(Files.readString(folder.resolve("report/report.html")))
        .contains("of images without classes")
        .doesNotContain("<h2>Classes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gan;{epochs: 1, batch-size: 8, latent-size: 2, width: 2, hidden-size: 4, discriminator-width: 2}",
        "diffusion;{epochs: 1, batch-size: 8, width: 8}",
        "flow;{epochs: 1, batch-size: 8, couplings: 1, width: 4}"
      })
  void otherFamiliesAreTrainedAlike(String family, String params) throws IOException {
    assertThat(run("family=" + family, "params=" + params)).as(errors()).isZero();
    assertThat(printed())
        .contains("Trains a generator (" + family + ") on 24 images")
        .containsPattern("epoch 1 of 1: .*; \\d+ s\n")
        .contains("license: none stated; set params.license to that of the images");
    assertThat(Files.readString(folder.resolve("report/report.html")))
        .contains("<polyline", "allow-unlicensed: true");
  }

  @Test
  void aTrainingThatCannotRunSaysWhy() {
    assertThat(run("params.batch-size=64")).isEqualTo(1);
    assertThat(errors())
        .isEqualTo(
            "TrainJob: the job failed: Images left for training are 23 of 24 but must be at least one batch of 64; give more images, or lower params.batch-size\n");
  }

  @Test
  void imagesOfSeveralSizesAreRefused() throws IOException {
    JobRuns.bags(folder, 1);
    assertThat(run()).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            "TrainJob: Images have 2 sizes (23 of 16x16, 1 of 2x2) but must have one; set params.image-size\n");
  }

  @Test
  void aFileThatIsNoImageIsLeftOutWhereTheFileSaysSo() throws IOException {
    Files.writeString(folder.resolve("in/bag/text.png"), "no image");
    assertThat(run()).isEqualTo(1);
    assertThat(errors()).startsWith("TrainJob: the job failed: ").contains("bag/text.png");
    assertThat(run("handle-invalid=skip")).as(errors()).isZero();
    assertThat(printed()).contains("images: 24 of 16x16");
  }

  @ParameterizedTest
  @CsvSource({"output.path=%s/in,Output", "report.path=%s/in/report.html,Report"})
  void nothingIsWrittenIntoTheInput(String setting, String what) {
    assertThat(run(setting.formatted(folder))).isEqualTo(2);
    assertThat(errors()).startsWith("TrainJob: " + what).contains("overlaps the input");
  }

  @Test
  void aTableWithoutClassesIsRefused() {
    var table = folder.resolve("table").toString();
    LocalSpark.session().sql("select 'a' as key, X'00' as image").write().parquet(table);
    assertThat(run("input={format: parquet, path: %s}".formatted(table))).isEqualTo(2);
    assertThat(errors())
        .isEqualTo(
            "TrainJob: Column \"label\" named as label is absent but must be one of key, image; name one of these\n");
    assertThat(folder.resolve("trainings")).doesNotExist();
  }

  @Test
  void anInputWithoutFilesIsRefused() {
    assertThat(run("input.path=" + Path.of("/nowhere/at/all"))).isEqualTo(2);
    assertThat(errors()).contains("/nowhere/at/all");
    assertThat(folder.resolve("trainings")).doesNotExist();
  }
}
