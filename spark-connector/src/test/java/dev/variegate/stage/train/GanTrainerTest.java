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

class GanTrainerTest {

  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12));

  @TempDir private Path folder;

  @Test
  void partitionsAndTheOrderOfRowsChangeNoByte() throws IOException {
    var expected = file(trainer("1").fit(TABLE.coalesce(1)), "model.yaml");
    var table = TABLE.orderBy(desc("key")).repartition(7);
    assertThat(file(trainer("7").fit(table), "model.yaml")).isEqualTo(expected);
    assertThat(expected)
        .contains("family: \"hinge-gan\"", "generator.onnx")
        .doesNotContain("encoder");
  }

  @Test
  void theFittedModelAddsSamplesOfTheAskedClasses() {
    var model = trainer("out").setKeyCol("key").setCounts("{\"coat\": 5}").fit(TABLE);
    var made = model.transform(TABLE).filter("lineage.method = 'sample'");
    assertThat(made.count()).isEqualTo(5);
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
            .setHiddenSize(5)
            .setDiscriminatorWidth(3)
            .setDiscriminatorSteps(4)
            .setLeCamWeight(0.25)
            .setDiffAugment(new String[] {"cutout", "color"});
    assertThat(file(trainer.fit(TABLE), "training.yaml"))
        .contains(
            "latent: 2",
            "width: 2",
            "hidden: 5",
            "discriminatorWidth: 3",
            "discriminatorSteps: 4",
            "leCamWeight: 0.25")
        .containsSubsequence("augmentations:", "color", "cutout", "beta1: 0.5");
  }

  @Test
  void anUnknownAugmentationIsRefusedWhereItIsSet() {
    assertThatThrownBy(() -> new GanTrainer().setDiffAugment(new String[] {"cut-out", "color"}))
        .hasMessageContaining(
            "Unknown differentiable augmentation \"cut-out\"; did you mean \"cutout\"? Known: color, cutout, translation");
  }

  @Test
  void aNegativeWeightIsRefused() {
    assertThatThrownBy(() -> new GanTrainer().setLeCamWeight(-0.5))
        .hasMessageContaining("leCamWeight is -0.5 but must be 0 or more; raise it");
  }

  private GanTrainer trainer(String output) {
    return new GanTrainer()
        .setOutput(folder.resolve(output).toString())
        .setModelName("toys")
        .setLicense("MIT")
        .setEpochs(2)
        .setBatchSize(8)
        .setAveraging(0.5)
        .setLatentSize(2)
        .setWidth(2)
        .setHiddenSize(8)
        .setDiscriminatorWidth(2)
        .setSeed(7);
  }

  private static String file(TrainedGenerator model, String name) throws IOException {
    return Files.readString(Path.of(URI.create(model.getModel())).resolve(name));
  }
}
