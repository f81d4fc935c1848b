package dev.variegate.stage.train;

import static org.apache.spark.sql.functions.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.Images;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionTrainerTest {

  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12));

  @TempDir private Path folder;

  @Test
  void partitionsAndTheOrderOfRowsChangeNoByte() throws IOException {
    var expected = file(trainer("1").fit(TABLE.coalesce(1)), "model.yaml");
    var table = TABLE.orderBy(desc("key")).repartition(7);
    assertThat(file(trainer("7").fit(table), "model.yaml")).isEqualTo(expected);
    assertThat(expected).contains("family: \"ddpm\"", "task: \"diffuse\"", "unconditional: 2");
  }

  @Test
  void theFittedModelAddsGuidedSamplesOfTheAskedClasses() {
    var model = trainer("out").setKeyCol("key").setCounts("{\"coat\": 3}").fit(TABLE);
    var made =
        model.setGuidanceScale(2).setSteps(3).transform(TABLE).filter("lineage.method = 'sample'");
    assertThat(made.count()).isEqualTo(3);
    assertThat(made.first().<String>getAs("label")).isEqualTo("coat");
    try (var image = new ImageCodec().decode(made.first().<byte[]>getAs("image"))) {
      assertThat(image.width()).isEqualTo(16);
      assertThat(image.channels()).isEqualTo(3);
    }
  }

  @Test
  void everySettingReachesTheTraining() throws IOException {
    var trainer =
        trainer("out")
            .setWidth(16)
            .setPrediction("velocity")
            .setNoiseSchedule("cosine")
            .setTimesteps(500)
            .setClassDropout(0.25);
    var model = trainer.fit(TABLE);
    assertThat(file(model, "training.yaml"))
        .contains(
            "width: 16",
            "target: \"velocity\"",
            "curve: \"cosine\"",
            "steps: 500",
            "classDropout: 0.25");
    assertThat(file(model, "scheduler_config.json"))
        .contains("\"squaredcos_cap_v2\"", "\"v_prediction\"", ":500,");
  }

  @Test
  void badValuesAreRefusedWhereTheyAreSet() {
    var trainer = new DiffusionTrainer();
    assertThatThrownBy(() -> trainer.setPrediction("epsilom"))
        .hasMessageContaining("prediction is \"epsilom\"; did you mean \"epsilon\"?");
    assertThatThrownBy(() -> trainer.setNoiseSchedule("cosin"))
        .hasMessageContaining("noiseSchedule is \"cosin\"; did you mean \"cosine\"?");
    assertThatThrownBy(() -> trainer.setWidth(12))
        .hasMessageContaining("Width is 12 but must be a multiple of 8");
    assertThatThrownBy(() -> trainer.setTimesteps(20))
        .hasMessageContaining("Number of timesteps is 20 but must stay within [100, 10000]");
    assertThatThrownBy(() -> trainer.setClassDropout(1))
        .hasMessageContaining("Class dropout is 1.0 but must be 0 to below 1");
  }

  private DiffusionTrainer trainer(String output) {
    return new DiffusionTrainer()
        .setOutput(folder.resolve(output).toString())
        .setModelName("toys")
        .setLicense("MIT")
        .setEpochs(1)
        .setBatchSize(8)
        .setAveraging(0.5)
        .setWidth(8)
        .setSeed(7);
  }

  private static String file(TrainedGenerator model, String name) throws IOException {
    return Files.readString(Path.of(URI.create(model.getModel())).resolve(name));
  }
}
