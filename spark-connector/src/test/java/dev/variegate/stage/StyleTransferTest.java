package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.BadModelException;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.StyleModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StyleTransferTest {

  private static final StructType SCHEMA =
      new StructType().add("key", "string").add("image", "binary").add("painting", "binary");

  @TempDir private Path folder;
  @TempDir private Path models;

  @Test
  void copiesArePaintedAndSayByWhichStyles() throws IOException {
    var styles = Files.createDirectory(folder.resolve("monet"));
    Images.folder(styles, 2);
    Files.writeString(styles.resolve("_notes.txt"), "hidden, so no style");
    var made = copies(stage().setStyles(styles.toString()).setCopies(8).transform(table(null)));
    assertThat(made).hasSize(8);
    assertThat(made)
        .allSatisfy(
            row -> {
              var lineage = lineage(row);
              assertThat(lineage.method()).isEqualTo(Lineage.STYLE_TRANSFER);
              assertThat(lineage.model()).isEqualTo("tiny-style");
              assertThat(lineage.steps())
                  .matches(
                      "\\[\\{\"style-transfer\":\\{\"styles\":\\[\\{\"name\":\"monet/[01].png\",\"weight\":1.0,\"sha256\":\"[0-9a-f]{64}\"}],\"strength\":0\\.\\d+,\"preserveColor\":\"none\",\"preset\":\"custom\"}}]");
            });
    assertThat(made.stream().map(row -> lineage(row).steps()).distinct()).hasSize(8);
  }

  @Test
  void aPresetFillsInWhatIsUnset() {
    var wholly = stage().setStyles(styles()).setPreset("geirhos").setCopies(4);
    assertThat(copies(wholly.transform(table(null))))
        .allMatch(row -> lineage(row).steps().contains("\"strength\":1.0,"));
    var some = wholly.setPreset("style-augment").setStrength("0.25").setCopies(16);
    var steps =
        copies(some.transform(table(null))).stream().map(row -> lineage(row).steps()).toList();
    assertThat(steps).anyMatch(text -> text.contains("\"strength\":0.25,"));
    assertThat(steps).anyMatch(text -> text.contains("\"styles\":[],\"strength\":0.0,"));
  }

  @Test
  void aRowMayBringItsOwnStyle() {
    var stage = stage().setStylesCol("painting").setPreset("geirhos");
    var made = copies(stage.transform(table(Images.gray(8, 90))));
    try (var painted = new ImageCodec().decode(made.get(0).getAs("image"))) {
      assertThat(painted.toBytes()).containsOnly(90);
    }
    assertThat(lineage(made.get(0)).steps()).contains("\"name\":\"companion\"");
  }

  @Test
  void aRowWithoutTheStyleItShouldBringIsRefused() {
    var stage = stage().setStylesCol("painting").setHandleInvalid("keep");
    var row = stage.transform(table(null)).first();
    assertThat(row.<String>getAs("error"))
        .isEqualTo("Image is null but must be there; drop the row");
    assertThatThrownBy(() -> stage.setHandleInvalid("error").transform(table(null)).collectAsList())
        .hasStackTraceContaining("Row \"a\" cannot be used: Image is null");
  }

  @Test
  void fixedStylesAreDrawnByTheirWeights() {
    var models =
        "[{\"model\": \"%s\", \"weight\": 3}, {\"model\": \"%s\"}]"
            .formatted(
                StyleModels.negative(folder.resolve("negative")),
                StyleModels.twoStyles(folder.resolve("two")));
    var stage = new StyleTransfer().setModels(models).setKeyCol("key").setCopies(40);
    var names =
        copies(stage.transform(table(null))).stream().map(row -> lineage(row).model()).toList();
    assertThat(names).contains("negative", "two");
    assertThat(names.stream().filter("negative"::equals).count()).isBetween(22L, 38L);
  }

  @Test
  void aStyleThatIsNoImageEndsTheJobByItsName() throws IOException {
    Files.write(folder.resolve("torn.png"), Images.truncated());
    var stage = stage().setStyles(folder.resolve("torn.png").toString()).setHandleInvalid("skip");
    assertThatThrownBy(() -> stage.transform(table(null)).collectAsList())
        .hasStackTraceContaining("Style image torn.png cannot be used: ");
  }

  @Test
  void missingAndEmptyFoldersAreReportedBeforeAnyJob() {
    var missing = stage().setStyles("file:///no/such/folder");
    assertThatThrownBy(() -> missing.transform(table(null)))
        .hasMessage(
            "styles names file:///no/such/folder, which does not exist but must be an image or a folder of images; correct the path");
    var empty = stage().setStyles(folder.toString());
    assertThatThrownBy(() -> empty.transform(table(null)))
        .hasMessage(
            "styles names the folder %s, which holds no files but must hold images; name another",
            folder);
  }

  @Test
  void missingAndTooFewStylesAreReported() {
    var none = stage();
    assertThatThrownBy(() -> none.transform(table(null)))
        .hasMessage(
            "styles of %s is not set but must be; a model of task stylize needs images to take styles from, or stylesCol",
            none.uid());
    var few = stage().setStyles(styles()).setStylesPerImage(3);
    assertThatThrownBy(() -> few.transform(table(null)))
        .hasMessage(
            "Number of styles per image is 3 but there are 2 styles; lower it or give more styles");
  }

  @Test
  void paramsThatExcludeEachOtherAreReportedByName() {
    var both = new StyleTransfer("s").setModel("a").setModels("[{\"model\": \"b\"}]");
    assertThatThrownBy(() -> both.transformSchema(SCHEMA))
        .hasMessage(
            "model and models of s are both set, exactly one must be set; give the bundle of one model, or a list with weights");
    var styles = new StyleTransfer("s").setModel("a").setStyles("b").setStylesCol("painting");
    assertThatThrownBy(() -> styles.transformSchema(SCHEMA))
        .hasMessage(
            "styles and stylesCol of s are both set but at most one may be; clear one of them");
    var fixed =
        new StyleTransfer("s")
            .setModel(StyleModels.negative(folder.resolve("negative")).toString())
            .setStylesCol("painting");
    assertThatThrownBy(() -> fixed.transform(table(null)))
        .hasMessage(
            "stylesCol is \"painting\" but must be unset for models of fixed styles; take a model of task stylize, or clear it");
  }

  @Test
  void aModelOfAnotherTaskIsRefusedBeforeAnyJob() {
    var stage = new StyleTransfer().setModel(Specimens.model());
    assertThatThrownBy(() -> stage.transform(table(null)))
        .isInstanceOf(BadModelException.class)
        .hasMessageContaining("is asked for \"translate\"");
  }

  @Test
  void valuesThatAreNoneAreRefusedWhereTheyAreSet() {
    var stage = new StyleTransfer();
    assertThatThrownBy(() -> stage.setStrength("[0.5]"))
        .hasMessage("strength is [0.5] but must be a number or [low, high]; correct it");
    assertThatThrownBy(() -> stage.setStrength("[0.5, 2]"))
        .hasMessage(
            "Strength of style is [0.5, 2.0] but must stay within [0.0, 1.0]; narrow the range");
    assertThatThrownBy(() -> stage.setModels("[{\"model\": \"a\", \"wieght\": 2}]"))
        .hasMessage("models[0].wieght is unknown; did you mean \"weight\"? Known: model, weight");
    assertThatThrownBy(() -> stage.setStyles("[]"))
        .hasMessage(
            "styles is [] but must name one place at least; write [{\"path\": \"PLACE\", \"weight\": 1}]");
    assertThatThrownBy(() -> stage.setStyles("[{\"path\": \"a\", \"weight\": 0}]"))
        .hasMessage("Weight of \"a\" is 0.0 but must be above 0 and finite; leave it out instead");
    assertThatThrownBy(() -> stage.setPreserveColor("hue"))
        .hasMessage("Color preservation is \"hue\"; known: histogram, luminance, none");
  }

  private StyleTransfer stage() {
    return new StyleTransfer()
        .setModel(StyleModels.stylizer(models.resolve("stylizer")).toString())
        .setStyleSize(8)
        .setKeyCol("key");
  }

  private String styles() {
    return Images.folder(folder, 2).toString();
  }

  private static Dataset<Row> table(byte[] painting) {
    return LocalSpark.session()
        .createDataFrame(List.of(RowFactory.create("a", Images.png(1), painting)), SCHEMA);
  }

  private static List<Row> copies(Dataset<Row> table) {
    return table.filter("lineage.copy > 0").collectAsList();
  }

  private static Lineage lineage(Row row) {
    return LineageColumn.of(row.getStruct(row.fieldIndex("lineage")));
  }
}
