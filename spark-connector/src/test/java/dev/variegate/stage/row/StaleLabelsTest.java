package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.codec.Encoding;
import dev.variegate.codec.ImageCodec;
import dev.variegate.image.Image;
import dev.variegate.stage.ClassBalancer;
import dev.variegate.stage.ClassicAugmenter;
import dev.variegate.stage.ImageMixer;
import dev.variegate.stage.Images;
import dev.variegate.stage.ModelStages;
import dev.variegate.stage.Specimens;
import dev.variegate.stage.SuperResolution;
import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** No stage leaves labels beside an image that they do not fit. */
class StaleLabelsTest {

  private static final String BOXES =
      "array(named_struct('label', 'sleeve', 'object', 0, 'box', array(2d, 4d, 9d, 20d)))";
  private static final String TURN = "steps: [{rotate: {degrees: 90}}]";

  static Stream<PipelineStage> stages() {
    return Specimens.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void labelsThatNobodyNamesStayTrueOrAreRefused(PipelineStage stage) {
    var table = Images.unbalanced().selectExpr("*", BOXES + " AS boxes");
    Dataset<Row> made;
    try {
      made = Specimens.run(stage, table);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("Column \"boxes\" holds labels");
      assertThatThrownBy(() -> stage.transformSchema(table.schema())).hasMessage(e.getMessage());
      return;
    }
    for (var row : made.select("image", "boxes").collectAsList()) {
      var header = new ImageCodec().header(row.<byte[]>getAs(0));
      assertThat(header.orientedSize()).hasToString("16x16");
      assertThat(row.isNullAt(1)).isFalse();
    }
  }

  @Test
  void copiesOfAPlanTakeTheirLabelsAlong() {
    var balancer = balancer(TURN).setBoxesCol("boxes").setMaskCols("mask");
    var made = balancer.fit(boxed()).transform(boxed());
    assertThat(box(made)).containsExactly(4.0, 19.0, 20.0, 26.0);
    try (var mask =
        new ImageCodec().decodeMask(made.where("lineage.copy = 1").first().getAs("mask"))) {
      assertThat(mask.toBytes()[(27 - 3) * 28 + 5]).isEqualTo((byte) 7);
    }
    assertThat(box(made.where("lineage.copy = 0"), 0)).containsExactly(2.0, 4.0, 9.0, 20.0);
  }

  @Test
  void labelsAreEnlargedWithTheirImage() {
    var stage = enlarger().setBoxesCol("boxes").setMaskCols("mask");
    var made = stage.transform(boxed());
    assertThat(box(made)).containsExactly(8.0, 16.0, 36.0, 80.0);
    try (var mask =
        new ImageCodec().decodeMask(made.where("lineage.copy = 1").first().getAs("mask"))) {
      assertThat(mask.size()).hasToString("112x112");
      assertThat(mask.toBytes()[5 * 4 * 112 + 3 * 4]).isEqualTo((byte) 7);
    }
    assertThat(box(enlarger().setKeepSize(true).transform(boxed())))
        .containsExactly(2.0, 4.0, 9.0, 20.0);
    assertThat(box(stage.setBoxFormat("yolo").transform(boxed("0.5d, 0.5d, 0.25d, 0.25d"))))
        .containsExactly(0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void rulesForLabelsHoldWhereTheImageKeepsItsSize() {
    var box = "2d, 4d, 9d, 40d"; // over the lower edge of 28 pixels
    var usual = enlarger().setKeepSize(true).setBoxesCol("boxes").setMaskCols("mask");
    assertThat(box(usual.transform(boxed(box)))).containsExactly(2.0, 4.0, 9.0, 40.0);
    var made = usual.setMinArea(100).transform(boxed(box));
    assertThat(box(made)).containsExactly(2.0, 4.0, 9.0, 28.0);
    assertThat(made.selectExpr("hex(mask)").distinct().count()).isOne();
    assertThat(usual.setMinArea(169).transform(boxed(box)).where("size(boxes) = 0").count())
        .isOne();
    var turned = enlarger().setKeepSize(true).setBoxesCol("boxes").setBoxShape("rotated");
    assertThat(box(turned.transform(boxed()))).hasSize(5);
    var inside = enlarger().setKeepSize(true).setBoxesCol("boxes").setOutside("drop");
    assertThat(inside.transform(boxed(box)).where("size(boxes) = 0").count()).isOne();
  }

  @Test
  void masksAreReadOnlyForCopiesThatChangeThem() {
    var table = boxed().withColumn("mask", lit(null).cast("binary"));
    var same = balancer(TURN).setMethods("[{\"method\": \"oversample\"}]").setMaskCols("mask");
    var made = same.fit(table).transform(table);
    assertThat(made.where("mask is null").count()).isEqualTo(2);
    assertThatThrownBy(() -> balanced(table).count())
        .hasStackTraceContaining("Mask is null but must be there; drop the row");
  }

  private static Dataset<Row> balanced(Dataset<Row> table) {
    var balancer = balancer(TURN).setBoxesCol("boxes").setMaskCols("mask");
    return balancer.fit(table).transform(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boxesCol box array<struct<label:string,object:int,box:array<double>>>",
        "polygonsCol polygon array<struct<label:string,object:int,polygon:array<double>>>",
        "keypointsCol point array<struct<label:string,object:int,point:array<float>,attributes:map<string,string>>>",
        "boxesCol box array<struct<object:bigint,label:string,box:array<decimal(3,1)>,crowd:boolean>>"
      })
  void aColumnOfLabelsIsReportedWithTheParamThatNamesIt(String given) {
    var words = given.split(" ", -1);
    var schema = StructType.fromDDL("key string, image binary, label string, mine " + words[2]);
    var message =
        "Column \"mine\" holds labels and %s does not name it, but they must follow, because %s; set %s to \"mine\", or drop the column";
    assertThatThrownBy(() -> augmenter(TURN).transformSchema(schema))
        .hasMessage(
            message.formatted(
                words[0], "the policy moves or hides what they mark (rotate)", words[0]));
    assertThatThrownBy(() -> balancer(TURN).transformSchema(schema))
        .hasMessageContaining(" set " + words[0] + " to \"mine\"");
    assertThatThrownBy(() -> enlarger().transformSchema(schema))
        .hasMessage(message.formatted(words[0], "what they mark is enlarged", words[0]));
    assertThatThrownBy(() -> new ImageMixer().setMixture("mix-up").transformSchema(schema))
        .hasMessage(
            message.formatted(words[0], "the mixture moves or hides what they mark", words[0]));
  }

  @Test
  void colorsMakeNoLabelWrong() {
    var colors = "steps: [invert, {one-of: [gamma, gaussian-blur]}]";
    assertThat(box(augmenter(colors).transform(boxed()))).containsExactly(2.0, 4.0, 9.0, 20.0);
    assertThat(box(balancer(colors).fit(boxed()).transform(boxed())))
        .containsExactly(2.0, 4.0, 9.0, 20.0);
  }

  @Test
  void arraysThatAreNoLabelsStay() {
    var table =
        boxed()
            .drop("boxes")
            .selectExpr(
                "*",
                "array(1d, 2d, 3d, 4d) AS box",
                "array(named_struct('label', 'a', 'score', 0.5d)) AS boxes",
                "array(named_struct('label', 'a', 'object', 1, 'box', 'left')) AS named");
    var made = augmenter(TURN).transform(table);
    assertThat(made.where("boxes[0].score = 0.5 and named[0].box = 'left' and box[3] = 4").count())
        .isEqualTo(2);
  }

  @Test
  void generatedImagesHaveNoLabelsIfTheUserSaysSo() {
    var autoencoder = TinyModels.autoencoder(TinyModels.folder("autoencoder"));
    var latent = ModelStages.latent(autoencoder);
    var table = Images.table(Images.ofClass("bag", 2)).selectExpr("*", BOXES + " AS boxes");
    assertThatThrownBy(() -> latent.transform(table))
        .hasMessage(
            "Column \"boxes\" holds labels, which do not fit the images that %s makes; set handleLabels to drop, which leaves it null beside them, or drop the column"
                .formatted(latent.uid()));
    for (Transformer stage :
        List.of(latent.setHandleLabels("drop"), Specimens.sampler().setHandleLabels("drop"))) {
      var made = stage.transform(table);
      assertThat(made.where("boxes is null and lineage.method = 'original'").count()).isZero();
      assertThat(made.where("boxes is not null and lineage.method != 'original'").count()).isZero();
      assertThat(made.where("boxes is null").count()).isPositive();
    }
    assertThatThrownBy(() -> latent.setHandleLabels("keep"))
        .hasMessage("handleLabels is \"keep\"; known: drop, error");
  }

  @Test
  void masksThatAStageNamesAreLabelsLikeOthers() {
    var autoencoder = TinyModels.autoencoder(TinyModels.folder("autoencoder"));
    var latent = ModelStages.latent(autoencoder).setMaskCols("mask");
    var table = Images.table(Images.ofClass("bag", 2)).selectExpr("*", "image AS mask");
    assertThatThrownBy(() -> latent.transformSchema(table.schema()))
        .hasMessageStartingWith("Column \"mask\" holds labels, which do not fit the images that");
    var made = latent.setHandleLabels("drop").transform(table);
    assertThat(made.where("mask is null and lineage.method = 'original'").count()).isZero();
    assertThat(made.where("mask is not null and lineage.method != 'original'").count()).isZero();
    assertThat(made.where("mask is null").count()).isPositive();
    assertThatThrownBy(() -> latent.setMaskCols("musk").transform(table))
        .hasMessageContaining("\"musk\" of maskCols");
  }

  private static ClassicAugmenter augmenter(String policy) {
    return new ClassicAugmenter().setPolicy(policy).setKeyCol("key");
  }

  private static ClassBalancer balancer(String policy) {
    var methods = "[{\"method\": \"classic\", \"policy\": \"%s\"}]".formatted(policy);
    return new ClassBalancer().setCopies(1).setMethods(methods).setKeyCol("key");
  }

  private static SuperResolution enlarger() {
    return new SuperResolution().setAlgorithm("bicubic").setFactor(4).setKeyCol("key");
  }

  private static List<Double> box(Dataset<Row> made) {
    return box(made, 1);
  }

  private static List<Double> box(Dataset<Row> made, int copy) {
    var row = made.where("lineage.copy = " + copy).selectExpr("boxes[0].box").first();
    return CollectionConverters.asJava(row.<Seq<Double>>getAs(0));
  }

  private static Dataset<Row> boxed() {
    return boxed("2d, 4d, 9d, 20d");
  }

  /** An image of 28x28 with a box, and a mask that has a 7 at (3, 5). */
  private static Dataset<Row> boxed(String numbers) {
    var schema =
        new StructType()
            .add("key", "string")
            .add("label", "string")
            .add("image", "binary")
            .add("mask", "binary");
    var samples = new byte[28 * 28];
    samples[5 * 28 + 3] = 7;
    try (var image = Image.ofBytes(28, 28, 1, samples)) {
      var png = new ImageCodec().encode(image, Encoding.parse("png"));
      return LocalSpark.session()
          .createDataFrame(List.of(RowFactory.create("a", "shirt", png, png)), schema)
          .selectExpr("*", BOXES.replace("2d, 4d, 9d, 20d", numbers) + " AS boxes");
    }
  }
}
