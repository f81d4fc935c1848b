package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.BadModelException;
import dev.variegate.model.ModelCache;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.ImageModels;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageTranslatorTest {

  private static final ImageCodec CODEC = new ImageCodec();

  @TempDir private Path folder;

  @Test
  void putsWhatTheNetworkMakesBehindEachImage() {
    var stage = new ImageTranslator().setModel(same()).setKeyCol("key").setFit("tile");
    var rows = stage.transform(Images.table(Images.ofClass("bag", 3))).collectAsList();
    assertThat(rows).hasSize(6);
    for (int i = 0; i < rows.size(); i += 2) {
      assertThat(lineage(rows.get(i)).isOriginal()).isTrue();
      var made = lineage(rows.get(i + 1));
      assertThat(made.method()).isEqualTo(Lineage.IMAGE_TRANSLATE);
      assertThat(made.model()).isEqualTo("same");
      assertThat(made.sourceKey()).isEqualTo("bag-" + i / 2);
      try (var source = image(rows.get(i));
          var copy = image(rows.get(i + 1))) {
        assertThat(copy.sameSamples(source)).isTrue();
      }
    }
  }

  @Test
  void opensItsNetworkOnceForAllTasks() {
    var table = Images.table(Images.ofClass("coat", 12)).repartition(6);
    var model = ImageModels.same(folder, -1, ", minimum: 3").toString(); // of no other test
    long before = ModelCache.opened();
    new ImageTranslator().setModel(model).transform(table).collectAsList();
    assertThat(ModelCache.opened() - before).isEqualTo(1);
  }

  @Test
  void imagesBelowTheMinimumAreRefusedByNameOrKept() {
    var model = ImageModels.same(folder, -1, ", minimum: 20").toString();
    var table = Images.table(Images.ofClass("bag", 2));
    var stage = new ImageTranslator().setModel(model).setKeyCol("key");
    assertThatThrownBy(() -> stage.transform(table.filter("key = 'bag-0'")).count())
        .hasStackTraceContaining(
            "Row \"bag-0\" cannot be used: Image is 16x16 but must be at least 20x20 for model same 1; leave it out, or choose the fit pad or resize; fix it, or set handleInvalid to skip or keep");
    var kept = stage.setHandleInvalid("keep").transform(table);
    assertThat(kept.filter("error like 'Image is 16x16%' and image is null").count()).isEqualTo(2);
  }

  @Test
  void whatTheModelCannotDoIsReportedBeforeAnyJob() {
    var table = Images.table(Images.ofClass("bag", 1));
    assertThatThrownBy(() -> new ImageTranslator("t").transformSchema(Images.SCHEMA))
        .hasMessage("model of t is not set but must be; give it the address of a model bundle");
    assertThatThrownBy(
            () -> new ImageTranslator().setModel(same()).setFit("native").transform(table))
        .hasMessage(
            "Fit is \"native\" but model same 1 takes images of 8x8 alone; choose auto, resize, pad or tile");
    assertThatThrownBy(
            () -> new ImageTranslator().setModel(same()).setLabel("winter").transform(table))
        .hasMessage("Label is \"winter\" but model same 1 takes none; leave it out");
    assertThatThrownBy(() -> new ImageTranslator().setFit("tiles"))
        .hasMessage(
            "fit is \"tiles\"; did you mean \"tile\"? Known: auto, native, pad, resize, tile");
    assertThatThrownBy(() -> new ImageTranslator().setStrength(2))
        .hasMessage("Strength is 2.0 but must stay within [0.0, 1.0]; 1 asks for the whole change");
    var upscaler = ImageModels.doubling(folder.resolve("x2"), 8, "rgb").toString();
    assertThatThrownBy(() -> new ImageTranslator().setModel(upscaler).transform(table))
        .isInstanceOf(BadModelException.class)
        .hasMessage(
            "Model doubling 1 is asked for \"translate\" but offers [super-resolve]; take a model that can");
  }

  private String same() {
    return ImageModels.same(folder.resolve("same"), 8).toString();
  }

  private static Image image(Row row) {
    return CODEC.decode(row.getAs("image"));
  }

  private static Lineage lineage(Row row) {
    return LineageColumn.of(row.getStruct(row.fieldIndex("lineage")));
  }
}
