package dev.variegate.stage.train;

import static org.apache.spark.sql.functions.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.GenerativeSampler;
import dev.variegate.stage.Images;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelCnnTrainerTest {

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
    assertThat(seven.resolve("model.yaml"))
        .content()
        .contains("task: \"autoregress\"", "family: \"pixel-cnn\"");
  }

  @Test
  void samplesAreTheSameInOneThreeAndSevenPartitions() {
    var model = trainer("out").fit(TABLE);
    var one = samples(model.getModel(), 1);
    assertThat(one).hasSize(9).doesNotHaveDuplicates();
    assertThat(samples(model.getModel(), 3)).isEqualTo(one);
    assertThat(samples(model.getModel(), 7)).isEqualTo(one);
  }

  private static List<String> samples(String model, int partitions) {
    return new GenerativeSampler()
            .setModel(model)
            .setAllowUnlicensed(true)
            .setKeyCol("key")
            .setCounts("{\"coat\": 5, \"bag\": 4}")
            .setPartitions(partitions)
            .setSeed(3)
            .transform(TABLE)
            .filter("lineage.method = 'sample'")
            .select("key", "image")
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + HexFormat.of().formatHex(row.getAs(1)))
            .sorted()
            .toList();
  }

  @Test
  void theFittedModelAddsSamplesOfTheAskedClasses() {
    var trainer = trainer("out").setKeyCol("key").setCounts("{\"coat\": 5}");
    var model = trainer.fit(TABLE);
    assertThat(model.transform(TABLE).filter("lineage.method = 'sample'").count()).isEqualTo(5);
  }

  @Test
  void numbersOutsideOfTheirRangesAreRefused() {
    assertThatThrownBy(() -> new PixelCnnTrainer().setTemperature(0))
        .hasMessageContaining("temperature is 0.0 but must be above 0; 1 samples what was learned");
    assertThatThrownBy(() -> new PixelCnnTrainer().setBlocks(0))
        .hasMessageContaining("blocks is 0");
  }

  private PixelCnnTrainer trainer(String output) {
    return new PixelCnnTrainer()
        .setOutput(folder.resolve(output).toString())
        .setModelName("toys")
        .setImageSize(8)
        .setEpochs(2)
        .setBatchSize(8)
        .setAveraging(0.5)
        .setBlocks(1)
        .setComponents(2)
        .setWidth(4)
        .setSeed(7);
  }

  private static Path bundle(TrainedGenerator model) {
    return Path.of(URI.create(model.getModel()));
  }
}
