package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.Denoisers;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffusionStagesTest {

  @TempDir private Path folder;

  @Test
  void samplesOfADiffusionModelFollowTheAskedScheduler() {
    var sampler =
        new GenerativeSampler()
            .setModel(Denoisers.tiny(folder).toString())
            .setCounts("{\"square\": 3}")
            .setScheduler("euler")
            .setSteps(5)
            .setSeed(7);
    var table = Images.table(Images.ofClass("bag", 1));
    var euler = Images.contents(sampler.transform(table));
    assertThat(euler).hasSize(4);
    assertThat(Images.contents(sampler.setPartitions(3).transform(table))).isEqualTo(euler);
    Row lineage = sampler.transform(table).where("key is null").first().getAs("lineage");
    assertThat(lineage.<String>getAs("steps")).contains("euler").contains("\"steps\":5");
    assertThat(Images.contents(sampler.setScheduler("ddim").transform(table))).isNotEqualTo(euler);
  }

  @Test
  void optionsOfDiffusionAreRefusedForOtherModels() {
    var table = Images.table(Images.ofClass("bag", 1));
    var sampler = Specimens.sampler().setSteps(5);
    assertThatThrownBy(() -> sampler.transform(table)).hasMessageContaining("is asked for");
    sampler.setTruncation(1);
    assertThatThrownBy(() -> sampler.transform(table))
        .hasMessageContaining("must not be; a diffusion model takes the former");
  }

  @Test
  void redrawnImagesSayTheirStrength() {
    var table = Images.table(Images.ofClass("bag", 2));
    var stage = Specimens.imageToImage();
    var half = stage.transform(table).collectAsList();
    assertThat(half).hasSize(4);
    Row lineage = half.get(1).getAs("lineage");
    assertThat(lineage.<String>getAs("method")).isEqualTo("image-to-image");
    assertThat(lineage.<String>getAs("steps")).contains("\"strength\":0.5");
    assertThatThrownBy(() -> stage.setStrength(1.5)).hasMessageContaining("1.5");
  }
}
