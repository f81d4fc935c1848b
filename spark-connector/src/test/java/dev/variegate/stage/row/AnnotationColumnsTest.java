package dev.variegate.stage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.Images;
import dev.variegate.stage.param.LabelOptions;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationColumnsTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("key", "string")
          .add("image", "binary")
          .add("classes", "binary")
          .add("instances", "binary")
          .add("boxes", LabelColumns.BOXES)
          .add("polygons", LabelColumns.POLYGONS)
          .add("eyes", LabelColumns.KEYPOINTS);

  private static final ImageCodec CODEC = new ImageCodec();

  /** An image of 20 x 10 whose samples are the numbers of its columns. */
  private static byte[] columns(int step) {
    var samples = new byte[20 * 10];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (i % 20 * step);
    }
    try (var image = Image.ofBytes(20, 10, 1, samples)) {
      return CODEC.encode(image, Encoding.parse("png"));
    }
  }

  private static Row shape(String label, Integer object, double... numbers) {
    return RowFactory.create(label, object, numbers);
  }

  private static Dataset<Row> table(Row[] boxes, Row[] polygons, Row[] points, byte[] mask) {
    var row = RowFactory.create("a", columns(3), mask, columns(12), boxes, polygons, points);
    return LocalSpark.session().createDataFrame(List.of(row), SCHEMA);
  }

  private static Dataset<Row> table(double... box) {
    return table(
        new Row[] {shape("cat", 4, box)},
        new Row[] {shape("ear", 4, 2, 1, 6, 1, 6, 5)},
        new Row[] {shape("left-eye", null, 3, 2), shape("nose", 4, 8, 5)},
        columns(5));
  }

  private static ClassicAugmenter augmenter(String steps) {
    return new ClassicAugmenter()
        .setPolicy("{\"name\": \"test\", \"steps\": [%s]}".formatted(steps))
        .setKeyCol("key")
        .setMaskCols("classes", "instances")
        .setBoxesCol("boxes")
        .setPolygonsCol("polygons")
        .setKeypointsCol("eyes");
  }

  private static List<String> texts(Row row, String column) {
    var texts = new ArrayList<String>();
    for (Row shape : row.<Row>getList(row.fieldIndex(column))) {
      texts.add(shape.getString(0) + " " + shape.get(1) + " " + shape.getList(2));
    }
    return texts;
  }

  private static int[] firstLine(byte[] encoded) {
    try (var image = CODEC.decode(encoded)) {
      var samples = image.toBytes();
      var line = new int[image.width()];
      for (int x = 0; x < line.length; x++) {
        line[x] = Byte.toUnsignedInt(samples[x * image.channels()]);
      }
      return line;
    }
  }

  @Test
  void everythingIsMirroredWithItsImageAndTheOriginalStays() {
    var rows =
        augmenter("{\"flip\": {\"axis\": \"horizontal\"}}")
            .setMirroredLabels("left-eye=right-eye")
            .transform(table(2, 1, 6, 5))
            .collectAsList();
    assertThat(rows).hasSize(2);
    assertThat(texts(rows.get(0), "boxes")).containsExactly("cat 4 [2.0, 1.0, 6.0, 5.0]");
    var copy = rows.get(1);
    assertThat(texts(copy, "boxes")).containsExactly("cat 4 [14.0, 1.0, 18.0, 5.0]");
    assertThat(texts(copy, "polygons")).containsExactly("ear 4 [18.0, 1.0, 14.0, 1.0, 14.0, 5.0]");
    assertThat(texts(copy, "eyes"))
        .containsExactly("right-eye null [17.0, 2.0]", "nose 4 [12.0, 5.0]");
    assertThat(firstLine(copy.getAs("image"))).startsWith(57, 54, 51);
    assertThat(firstLine(copy.getAs("classes"))).startsWith(95, 90, 85);
    assertThat(firstLine(copy.getAs("instances"))).startsWith(228, 216, 204);
  }

  @Test
  void stagesInARowHandShapesOn() {
    var flip = augmenter("\"flip\"").setKeepOriginals(false);
    var twice = flip.copy(ParamMap.empty()).setSeed(2).transform(flip.transform(table(2, 1, 6, 5)));
    assertThat(texts(twice.first(), "boxes")).containsExactly("cat 4 [2.0, 1.0, 6.0, 5.0]");
    assertThat(texts(twice.first(), "eyes"))
        .containsExactly("left-eye null [3.0, 2.0]", "nose 4 [8.0, 5.0]");
  }

  @ParameterizedTest
  @CsvSource({
    "corners,    '2, 1, 6, 5',             '[4.0, 2.0, 12.0, 10.0]'",
    "coco,       '2, 1, 4, 4',             '[4.0, 2.0, 8.0, 8.0]'",
    "yolo,       '0.2, 0.3, 0.2, 0.4',     '[0.2, 0.3, 0.2, 0.4]'",
    "normalized, '0.1, 0.1, 0.3, 0.5',     '[0.1, 0.1, 0.3, 0.5]'"
  })
  void boxesKeepTheirFormWhenTheImageIsEnlarged(String format, String given, String expected) {
    double[] box = List.of(given.split(", ")).stream().mapToDouble(Double::parseDouble).toArray();
    var copy =
        augmenter("{\"resize\": {\"width\": 40, \"height\": 20}}")
            .setBoxFormat(format)
            .setKeepOriginals(false)
            .transform(table(box))
            .first();
    assertThat(texts(copy, "boxes")).containsExactly("cat 4 " + expected);
    assertThat(firstLine(copy.getAs("classes"))).startsWith(0, 0, 5, 5).hasSize(40);
  }

  @Test
  void rotatedBoxesHaveTheirDegrees() {
    var copy =
        augmenter("{\"rotate90\": {\"quarter-turns\": 1}}")
            .setBoxShape("rotated")
            .setKeepOriginals(false)
            .transform(table(2, 1, 8, 5))
            .first();
    assertThat(texts(copy, "boxes")).containsExactly("cat 4 [0.0, 13.0, 6.0, 17.0, -90.0]");
  }

  @ParameterizedTest
  @CsvSource({
    "clip, 0.1, '[cat 4 [0.0, 1.0, 1.0, 5.0]]'",
    "clip, 0.3, []",
    "drop, 0.1, []",
    "keep, 0.1, '[cat 4 [-3.0, 1.0, 1.0, 5.0]]'"
  })
  void shapesThatLeaveTheImageFollowTheRules(String outside, double least, String expected) {
    var copy =
        augmenter("{\"crop\": {\"width\": 10, \"height\": 10, \"place\": \"center\"}}")
            .setOutside(outside)
            .setMinVisibility(least)
            .setKeepOriginals(false)
            .transform(table(2, 1, 6, 5))
            .first();
    assertThat(texts(copy, "boxes")).hasToString(expected);
    assertThat(firstLine(copy.getAs("classes"))).startsWith(25, 30).hasSize(10);
  }

  @Test
  void nullColumnsStayNullAndEmptyOnesEmpty() {
    var copy =
        augmenter("\"flip\"")
            .setKeepOriginals(false)
            .transform(table(null, new Row[0], null, columns(5)))
            .first();
    assertThat(copy.isNullAt(copy.fieldIndex("boxes"))).isTrue();
    assertThat(copy.getList(copy.fieldIndex("polygons"))).isEmpty();
  }

  @Test
  void aMaskOfAnotherSizeIsReported() {
    var small = Images.png(1);
    var kept =
        augmenter("\"flip\"")
            .setHandleInvalid("keep")
            .transform(table(null, null, null, small))
            .first();
    assertThat(kept.<String>getAs("error"))
        .isEqualTo(
            "Mask is 16x16 but must be 20x10 as its image; resize it without mixing its values");
  }

  @Test
  void aWrongColumnIsReportedBeforeTheJob() {
    assertThatThrownBy(() -> augmenter("\"flip\"").setBoxesCol("polygons").transformSchema(SCHEMA))
        .hasMessage(
            "Column \"polygons\" of boxesCol has type array<struct<label:string,object:int,polygon:array<double>>> but must be array<struct<label:string,object:int,box:array<double>>>; cast it");
  }

  @Test
  void wordsAndPairsAreCheckedWhereTheyAreSet() {
    var stage = new ClassicAugmenter();
    assertThatThrownBy(() -> stage.setBoxFormat("voc"))
        .hasMessage("boxFormat is \"voc\"; known: coco, corners, normalized, yolo");
    assertThatThrownBy(() -> stage.setMinVisibility(2))
        .hasMessage(
            "Least visible fraction is 2.0 but must stay within [0.0, 1.0]; give a fraction of a shape's area");
    assertThatThrownBy(() -> stage.setMirroredLabels("left-eye"))
        .hasMessage(
            "mirroredLabels has \"left-eye\" but must have pairs such as left-eye=right-eye, each label once; correct it");
    assertThat(LabelOptions.mirrored("a=b")).isEqualTo(Map.of("a", "b", "b", "a"));
  }
}
