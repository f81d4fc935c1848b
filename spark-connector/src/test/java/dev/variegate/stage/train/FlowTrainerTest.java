package dev.variegate.stage.train;

import static org.apache.spark.sql.functions.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.Images;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowTrainerTest {

  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12));

  @TempDir private Path folder;

  @Test
  void partitionsAndTheOrderOfRowsChangeNoByte() throws IOException {
    var one = bundle(trainer("one").fit(TABLE.coalesce(1)));
    var table = TABLE.orderBy(desc("key")).repartition(7);
    var seven = bundle(trainer("seven").fit(table));
    for (var name : new String[] {"model.yaml", "likelihood/model.yaml"}) {
      assertThat(seven.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
    }
    assertThat(Files.readString(one.resolve("model.yaml"))).contains("family: \"glow\"");
    assertThat(seven.resolve("likelihood"))
        .isDirectoryContaining("glob:**/likelihood.onnx")
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void theFittedModelAddsSamplesOfTheAskedClasses() throws IOException {
    var trainer = trainer("out").setFlow("real-nvp").setKeyCol("key").setCounts("{\"coat\": 5}");
    var model = trainer.fit(TABLE);
    assertThat(model.transform(TABLE).filter("lineage.method = 'sample'").count()).isEqualTo(5);
    assertThat(Files.readString(bundle(model).resolve("model.yaml"))).contains("\"real-nvp\"");
  }

  @Test
  void anUnknownFlowIsRefused() {
    assertThatThrownBy(() -> new FlowTrainer().setFlow("glove"))
        .hasMessageContaining("\"glove\"")
        .hasMessageContaining("glow")
        .hasMessageContaining("real-nvp");
  }

  @Test
  void numbersOutsideOfTheirRangesAreRefused() {
    assertThatThrownBy(() -> new FlowTrainer().setAlpha(0.5))
        .hasMessageContaining("alpha is 0.5 but must be 0 to below 0.5; 0.05 is usual");
    assertThatThrownBy(() -> new FlowTrainer().setTemperature(0))
        .hasMessageContaining("temperature is 0.0 but must be above 0");
  }

  @Test
  void oddSidesAreRefused() {
    assertThatThrownBy(() -> trainer("out").setImageSize(15).fit(TABLE))
        .rootCause()
        .hasMessage(
            "Images to train a flow on are 15x15 RGB but must have even sides; set imageSize to an even number, or train another family");
  }

  private FlowTrainer trainer(String output) {
    return new FlowTrainer()
        .setOutput(folder.resolve(output).toString())
        .setModelName("toys")
        .setLicense("MIT")
        .setEpochs(2)
        .setBatchSize(8)
        .setAveraging(0.5)
        .setCouplings(2)
        .setWidth(4)
        .setSeed(7);
  }

  private static Path bundle(TrainedGenerator model) {
    return Path.of(URI.create(model.getModel()));
  }
}
