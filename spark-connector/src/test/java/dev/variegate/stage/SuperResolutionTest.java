package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.image.Size;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.BadModelException;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.ImageModels;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuperResolutionTest {

  private static final ImageCodec CODEC = new ImageCodec();

  @TempDir private Path folder;

  @Test
  void enlargesByTheNetworkOrByKernels() {
    requireSize(stage().setModel(upscaler()), new Size(32, 32), 2);
    requireSize(stage().setAlgorithm("bicubic"), new Size(32, 32), 2);
    requireSize(stage().setAlgorithm("lanczos").setFactor(3), new Size(48, 48), 3);
  }

  @Test
  void keepsTheSizeWhereAsked() {
    requireSize(stage().setModel(upscaler()).setKeepSize(true), new Size(16, 16), 2);
    requireSize(stage().setAlgorithm("bicubic").setKeepSize(true), new Size(16, 16), 2);
  }

  @Test
  void paramsThatContradictEachOtherAreReportedBeforeAnyJob() {
    assertThatThrownBy(() -> new SuperResolution("s").transformSchema(Images.SCHEMA))
        .hasMessage(
            "model of s is not set but must be; algorithm network needs the bundle of a model");
    assertThatThrownBy(
            () -> stage().setModel("m").setAlgorithm("bicubic").transformSchema(Images.SCHEMA))
        .hasMessage(
            "model is \"m\" but algorithm is \"bicubic\", which needs none; set algorithm to network, or clear model");
    assertThatThrownBy(() -> stage().setModel("m").setFactor(4).transformSchema(Images.SCHEMA))
        .hasMessage(
            "factor is 4 but algorithm is \"network\", which has its own; clear factor, or set algorithm to bicubic or lanczos");
    assertThatThrownBy(() -> stage().setAlgorithm("bicubik"))
        .hasMessage(
            "algorithm is \"bicubik\"; did you mean \"bicubic\"? Known: bicubic, lanczos, network");
    assertThatThrownBy(() -> stage().setFactor(1))
        .hasMessage(
            "Factor is 1 but must stay within [2, 16]; give how many times as wide the image becomes");
  }

  @Test
  void refusesAModelThatDoesNotEnlarge() {
    var model = ImageModels.same(folder, 8).toString();
    var table = Images.table(Images.ofClass("bag", 1));
    assertThatThrownBy(() -> stage().setModel(model).transform(table))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model same 1 is asked for \"super-resolve\" but offers [translate]; take a model that can");
  }

  private static SuperResolution stage() {
    return new SuperResolution().setKeyCol("key").setKeepOriginals(false);
  }

  private String upscaler() {
    return ImageModels.doubling(folder.resolve("x2"), 12, "rgb").toString();
  }

  private static void requireSize(SuperResolution stage, Size size, int factor) {
    List<Row> rows = stage.transform(Images.table(Images.ofClass("bag", 3))).collectAsList();
    assertThat(rows).hasSize(3);
    for (var row : rows) {
      try (Image image = CODEC.decode(row.getAs("image"))) {
        assertThat(image.size()).isEqualTo(size);
      }
      var lineage = LineageColumn.of(row.getStruct(row.fieldIndex("lineage")));
      assertThat(lineage.method()).isEqualTo(Lineage.SUPER_RESOLVE);
      assertThat(lineage.steps()).contains("\"factor\":" + factor);
    }
  }
}
