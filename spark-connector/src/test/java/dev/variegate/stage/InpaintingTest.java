package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.codec.PngText;
import dev.variegate.image.Image;
import dev.variegate.lineage.Lineage;
import dev.variegate.model.BadModelException;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.Denoisers;
import dev.variegate.testing.InpaintModels;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InpaintingTest {

  private static final ImageCodec CODEC = new ImageCodec();
  private static final StructType SCHEMA =
      new StructType()
          .add("key", "string")
          .add("image", "binary")
          .add("mask", "binary")
          .add(
              "boxes", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.IntegerType)));
  private static final int[][] BOXES = {{3, 4, 5, 2}, {15, 15, 9, 9}};

  @TempDir private Path folder;

  @Test
  void everyMethodFillsTheHoleOfTheMaskAndKeepsAllElse() {
    for (var method : List.of("telea", "navier-stokes", "network", "repaint")) {
      var stage = masked().setAlgorithm(method);
      if (method.equals("network")) {
        stage.setModel(InpaintModels.halving(folder).toString());
      } else if (method.equals("repaint")) {
        var model = Denoisers.tiny(folder.resolve("denoiser"));
        stage.setModel(model.toString()).setSteps(10).setJumpLength(2).setResamplings(2);
        stage.setLabel("square");
      }
      var made = copies(stage.transform(table(good(1), good(2))));
      assertThat(made).hasSize(2);
      for (int i = 0; i < 2; i++) {
        requireFilled(Images.png(i + 1), made.get(i).getAs("image"));
      }
    }
  }

  @Test
  void boxesAndMasksOfThemGiveTheSameImages() {
    var table = table(good(1), good(2));
    var byBoxes = new Inpainting().setKeyCol("key").setHoleBoxesCol("boxes").transform(table);
    assertThat(Images.contents(byBoxes)).isEqualTo(Images.contents(masked().transform(table)));
  }

  @Test
  void jpegSourcesKeepTheirSamplesOutsideTheHoleToo() {
    var jpeg = Images.encoded(1, "jpeg:90");
    var made = copies(masked().transform(table(RowFactory.create("j", jpeg, mask(16), BOXES))));
    requireFilled(jpeg, made.get(0).getAs("image"));
  }

  @Test
  void drawnHolesDifferFromCopyToCopyAndStandInTheLineage() {
    var made =
        copies(
            new Inpainting()
                .setKeyCol("key")
                .setCopies(3)
                .setEraseArea(0.1, 0.2)
                .setEraseAspect(0.5, 2)
                .transform(table(good(1))));
    assertThat(made).hasSize(3);
    assertThat(made.stream().map(row -> lineage(row).steps()))
        .doesNotHaveDuplicates()
        .allMatch(
            steps ->
                steps.matches(
                    "\\[\\{\"inpaint\":\\{\"method\":\"telea\",\"radius\":5,\"pixels\":\\d+,\"hole\":\\[\\d+,\\d+,\\d+,\\d+]}}]"));
    assertThat(lineage(made.get(0)).method()).isEqualTo(Lineage.INPAINT);
  }

  /** Of two by five and of one pixel in the corner. */
  @Test
  void holesOfMasksGrowByTheirMargin() {
    var made = copies(masked().setHoleMargin(2).transform(table(good(1)))).get(0);
    assertThat(lineage(made).steps()).contains("\"pixels\":63,\"hole\":[1,2,15,14]");
    assertThatThrownBy(() -> masked().setHoleMargin(-1))
        .hasMessage(
            "holeMargin is -1 but must stay within [0, 200], in pixels; 0 leaves holes as they are");
  }

  @Test
  void imagesCarryTheirLineageWhereAsked() {
    var made = copies(masked().setLineageInPng(true).transform(table(good(1)))).get(0);
    assertThat(PngText.read(made.<byte[]>getAs("image"))).containsOnlyKeys(PngText.LINEAGE);
  }

  @Test
  void badMasksAreRefusedByNameSkippedOrKept() {
    var table =
        table(
            good(1),
            row("small", mask(8), BOXES),
            row("text", Images.text(), BOXES),
            row("none", null, null));
    assertThatThrownBy(
            () -> masked().transform(table(good(1), row("small", mask(8), BOXES))).count())
        .hasStackTraceContaining(
            "Row \"small\" cannot be used: Mask is 8x8 but must be 16x16, the size of its image; resize one of them; fix it, or set handleInvalid to skip or keep");
    assertThat(copies(masked().setHandleInvalid("skip").transform(table))).hasSize(1);
    var kept = masked().setHandleInvalid("keep").transform(table);
    assertThat(reason(kept, "small")).startsWith("Mask is 8x8 but must be 16x16");
    assertThat(reason(kept, "text")).startsWith("Mask: Bytes start with \"no image");
    assertThat(reason(kept, "none")).isEqualTo("Mask is null but must be there; drop the row");
    assertThat(kept.filter("error is null and image is null").count()).isZero();
  }

  @Test
  void badBoxesAreReported() {
    var boxed = new Inpainting().setKeyCol("key").setHoleBoxesCol("boxes").setHandleInvalid("keep");
    var kept =
        boxed.transform(
            table(
                row("three", null, new int[][] {{1, 2, 3}}),
                row("far", null, new int[][] {{16, 0, 3, 3}}),
                row("flat", null, new int[][] {{1, 1, 0, 3}}),
                row("none", null, null)));
    assertThat(reason(kept, "three"))
        .isEqualTo("Box is [1, 2, 3] but must be [x, y, width, height]; give four whole numbers");
    assertThat(reason(kept, "far"))
        .isEqualTo(
            "Hole [16, 0, 3, 3] lies outside the image of 16x16 but must touch it; give [x, y, width, height] in its pixels");
    assertThat(reason(kept, "flat")).startsWith("Hole is 0x3, width and height must be at least 1");
    assertThat(reason(kept, "none"))
        .isEqualTo(
            "Boxes are null but must be there; drop the row, or give an empty array for no hole");
  }

  @Test
  void paramsThatContradictEachOtherAreReportedBeforeAnyJob() {
    var stage = new Inpainting("i").setHoleMaskCol("mask").setHoleBoxesCol("boxes");
    assertThatThrownBy(() -> stage.transformSchema(SCHEMA))
        .hasMessage(
            "holeMaskCol is \"mask\" and holeBoxesCol is \"boxes\" but only one may say where the holes are; clear the other");
    assertThatThrownBy(() -> new Inpainting().setHoleBoxesCol("key").transformSchema(SCHEMA))
        .hasMessage(
            "Column \"key\" of holeBoxesCol has type string but must be array<array<int>>; cast it");
    assertThatThrownBy(() -> new Inpainting("i").setAlgorithm("network").transformSchema(SCHEMA))
        .hasMessage(
            "model of i is not set but must be; algorithm network needs the bundle of a model");
    assertThatThrownBy(() -> new Inpainting().setModel("m").transformSchema(SCHEMA))
        .hasMessage(
            "model is \"m\" but algorithm is \"telea\", which needs none; set algorithm to network or repaint, or clear model");
    assertThatThrownBy(() -> stage.setAlgorithm("tela"))
        .hasMessageStartingWith("algorithm is \"tela\"; did you mean \"telea\"?");
    assertThatThrownBy(() -> stage.setRadius(0))
        .hasMessage("Fill radius is 0 but must stay within [1, 100]; give a number of pixels");
    assertThatThrownBy(() -> stage.setEraseArea(0, 1))
        .hasMessageStartingWith(
            "Erased area (fraction of the image) is [0.0, 1.0] but must be above 0");
    assertThatThrownBy(() -> stage.set(stage.eraseAspect(), new double[] {1}))
        .hasMessage(
            "eraseAspect has 1 numbers but must have two, the minimum and the maximum; give one twice to fix it");
  }

  @Test
  void aModelOfAnotherTaskIsRefusedBeforeAnyJob() {
    var stage = masked().setAlgorithm("network").setModel(TinyModels.sampler(folder).toString());
    assertThatThrownBy(() -> stage.transform(table(good(1))))
        .isInstanceOf(BadModelException.class)
        .hasMessageStartingWith("Model tiny-shapes 1.0.0 is asked for \"inpaint\"");
  }

  private static Inpainting masked() {
    return new Inpainting().setKeyCol("key").setHoleMaskCol("mask");
  }

  private static void requireFilled(byte[] before, byte[] after) {
    try (var image = CODEC.decode(before);
        var made = CODEC.decode(after);
        var holes = CODEC.decode(mask(16))) {
      var given = image.toBytes();
      var filled = made.toBytes();
      var mask = holes.toBytes();
      int changed = 0;
      for (int i = 0; i < given.length; i++) {
        if (mask[i / 3] == 0) {
          assertThat(filled[i]).isEqualTo(given[i]);
        } else {
          changed += filled[i] == given[i] ? 0 : 1;
        }
      }
      assertThat(changed).isGreaterThan(10);
    }
  }

  private static Row good(int number) {
    return RowFactory.create("good-" + number, Images.png(number), mask(16), BOXES);
  }

  private static Row row(String key, byte[] mask, int[][] boxes) {
    return RowFactory.create(key, Images.png(1), mask, boxes);
  }

  /** The boxes of an image of 16x16 as a mask; for other sides, a mask of another size. */
  private static byte[] mask(int side) {
    var samples = new byte[side * side];
    for (var box : BOXES) {
      for (int y = box[1]; y < Math.min(side, box[1] + box[3]); y++) {
        for (int x = box[0]; x < Math.min(side, box[0] + box[2]); x++) {
          samples[y * side + x] = (byte) 200;
        }
      }
    }
    try (var image = Image.ofBytes(side, side, 1, samples)) {
      return CODEC.encode(image, Encoding.parse("png"));
    }
  }

  private static Dataset<Row> table(Row... rows) {
    var all = new ArrayList<Row>(List.of(rows));
    return LocalSpark.session().createDataFrame(all, SCHEMA).coalesce(1);
  }

  private static List<Row> copies(Dataset<Row> table) {
    return table.filter("lineage.copy > 0").orderBy("key", "lineage.copy").collectAsList();
  }

  private static Lineage lineage(Row row) {
    return LineageColumn.of(row.getAs("lineage"));
  }

  private static String reason(Dataset<Row> table, String key) {
    return table.filter("key = '" + key + "' and error is not null").first().getAs("error");
  }

  @Test
  void labelsInTheHoleAreDroppedIfTheUserSaysSo() {
    var box = "named_struct('label', '%s', 'object', 0, 'box', array(%s))";
    var table =
        Images.table(Images.ofClass("bag", 1))
            .selectExpr(
                "*",
                "array(array(0, 0, 8, 8)) as holes",
                "array(%s, %s, %s) as boxes"
                    .formatted(
                        box.formatted("inside", "1d, 1d, 5d, 5d"),
                        box.formatted("half", "4d, 0d, 12d, 8d"),
                        box.formatted("outside", "9d, 9d, 12d, 12d")));
    var stage = new Inpainting().setHoleBoxesCol("holes").setKeyCol("key").setBoxesCol("boxes");
    assertThat(named(stage.transform(table))).containsExactly("inside", "half", "outside");
    assertThat(named(stage.copy(ParamMap.empty()).setHoleMinVisibility(0.3).transform(table)))
        .containsExactly("half", "outside");
    assertThat(named(stage.copy(ParamMap.empty()).setHoleMinVisibility(0.6).transform(table)))
        .containsExactly("outside");
    assertThatThrownBy(
            () -> new Inpainting().setHoleMinVisibility(0.5).transformSchema(table.schema()))
        .hasMessage(
            "Column \"boxes\" holds labels and boxesCol does not name it, but they must follow, because those in the hole are dropped; set boxesCol to \"boxes\", or drop the column");
  }

  private static java.util.List<String> named(Dataset<Row> made) {
    return made.filter("lineage.copy = 1")
        .selectExpr("boxes.label")
        .collectAsList()
        .get(0)
        .getList(0);
  }
}
