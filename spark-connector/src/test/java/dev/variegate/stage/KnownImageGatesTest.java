package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.image.Image;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that compare with the images of training and with those held out. */
class KnownImageGatesTest {

  private static final String HELD_OUT = "held-out-similarity <= 0.99";
  private static final String TRAINING = "training-similarity <= 0.99";

  /** Half of the copies are mirrored. */
  private static final String MIRROR =
      "{\"mirror\": {\"method\": \"classic\", \"policy\": \"steps: [{flip: {}, probability: 0.5}]\", \"gate\": {\"require\": [%s], \"attempts\": 6}}}";

  @TempDir private Path folder;

  /** Twelve scenes of training; of three the mirror image is held out, beside others. */
  private static Dataset<Row> leaking() {
    var rows = new SceneRows();
    for (int i = 0; i < 12; i++) {
      rows.scene("scene-%02d".formatted(i), i, "train");
      rows.scene("other-%02d".formatted(i), 40 + i, i < 6 ? "test" : "validation");
    }
    for (int i = 0; i < 3; i++) {
      rows.copy("mirrored-%02d".formatted(i), i, "test", KnownImageGatesTest::mirrored);
    }
    return rows.table();
  }

  private static Image mirrored(Image image) {
    var samples = image.toBytes();
    var mirrored = new byte[samples.length];
    int width = image.width();
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      int other = pixel - pixel % width + width - 1 - pixel % width;
      mirrored[3 * other + i % 3] = samples[i];
    }
    return Image.ofBytes(width, image.height(), 3, mirrored);
  }

  private static ClassBalancerModel fitted(Dataset<Row> table, String... gates) {
    var texts = "\"" + String.join("\", \"", gates) + "\"";
    return balancer(MIRROR.formatted(texts))
        .setCopies(4)
        .fit(table)
        .setPlanCol("plan")
        .setHandleRefused("keep");
  }

  private static List<Row> made(ClassBalancerModel model, Dataset<Row> table) {
    return model.transform(table).filter("lineage.copy > 0").collectAsList();
  }

  private static List<String> refusals(Row made) {
    return made.<Row>getAs("plan").getList(2);
  }

  @Test
  void aCopyLikeAHeldOutImageIsRefusedByNameAndDrawnAgain() {
    var table = leaking();
    var made = made(fitted(table, HELD_OUT), table);
    assertThat(made).hasSize(48);
    var drawnAgain = made.stream().filter(row -> !refusals(row).isEmpty()).toList();
    assertThat(drawnAgain)
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("key")).isIn("scene-00", "scene-01", "scene-02");
              assertThat(refusals(row)).containsOnly(HELD_OUT);
            });
    for (var row : made) { // what is left of these three is as the source, and no other is refused
      int scene = Integer.parseInt(row.<String>getAs("key").substring(6));
      boolean mirrored = row.<Row>getAs("lineage").<String>getAs("steps").contains("flip");
      if (scene < 3 && row.isNullAt(row.fieldIndex("refusedBy"))) {
        assertThat(mirrored).isFalse();
      }
    }
    assertThat(
            made.stream()
                .filter(row -> row.<Row>getAs("lineage").<String>getAs("steps").contains("flip")))
        .isNotEmpty();
  }

  @Test
  void aCopyIsLikeItsOwnSourceToo() {
    var table = leaking();
    var made = made(fitted(table, TRAINING), table);
    assertThat(made)
        .anySatisfy(row -> assertThat(refusals(row)).contains(TRAINING))
        .filteredOn(row -> row.getAs("refusedBy") == null)
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row.<Row>getAs("lineage").<String>getAs("steps")).contains("flip"));
  }

  /** What is not mirrored is known of training, and what is mirrored is held out. */
  @Test
  void whatNoDrawLetsPassIsCountedAsMissing() {
    var table = leaking();
    var model = fitted(table, TRAINING, HELD_OUT);
    var ofThree = "key in ('scene-00', 'scene-01', 'scene-02') and lineage.copy > 0";
    var missing = model.transform(table).filter(ofThree).collectAsList();
    assertThat(missing)
        .hasSize(12)
        .allSatisfy(row -> assertThat(refusals(row)).hasSize(6))
        .allSatisfy(row -> assertThat(row.<String>getAs("refusedBy")).isIn(TRAINING, HELD_OUT));
    assertThat(model.setHandleRefused("skip").transform(table).filter(ofThree).count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theSameImagesPassAtAnyPartitioning(int partitions) {
    var table = leaking();
    var parted = table.repartition(partitions);
    assertThat(Images.contents(fitted(parted, TRAINING, HELD_OUT).transform(parted)))
        .isEqualTo(Images.contents(fitted(table, TRAINING, HELD_OUT).transform(table)));
  }

  @Test
  void aSavedPlanKnowsTheSameImages() throws IOException {
    var table = leaking();
    var model = fitted(table, TRAINING, HELD_OUT);
    model.write().save(folder.resolve("plan").toString());
    var read = ClassBalancerModel.load(folder.resolve("plan").toString());
    var training = table.filter("split = 'train'"); // the held-out rows need not be there
    assertThat(Images.contents(read.transform(training)))
        .isEqualTo(Images.contents(model.transform(training)))
        .isEqualTo(Images.contents(read.copy(read.extractParamMap()).transform(training)));
    read.write().overwrite().save(folder.resolve("again").toString());
    assertThat(
            LocalSpark.session()
                .read()
                .parquet(folder.resolve("again/known-images").toString())
                .count())
        .isEqualTo(27);
  }

  @Test
  void aPlanWithoutItsImagesSaysWhereTheyAreAlsoWhenItIsLoaded() throws IOException {
    var table = leaking();
    var bare = new ClassBalancerModel("bare").withPlan(fitted(table, HELD_OUT).plan());
    bare.write().save(folder.resolve("bare").toString());
    for (var model : List.of(bare, ClassBalancerModel.load(folder.resolve("bare").toString()))) {
      assertThatThrownBy(() -> model.transform(table))
          .hasMessage(
              "planJson has gates that compare with images, which bare does not hold; fit a ClassBalancer, or load what was saved");
    }
  }

  @Test
  void whatIsHeldOutMustBeThere() {
    var gate = MIRROR.formatted("\"" + HELD_OUT + "\"");
    var training = leaking().filter("split = 'train'");
    assertThatThrownBy(() -> balancer(gate).setCopies(1).fit(training))
        .hasMessage(
            "Gate \"held-out-similarity <= 0.99\" compares with rows outside of training, but the table has no such row; set splitCol to a column that has other values than trainValue \"train\", or remove the gate");
    var anyone = balancer(gate).setCopies(1);
    anyone.clear(anyone.splitCol());
    assertThatThrownBy(() -> anyone.fit(leaking()))
        .hasMessageContaining("but splitCol is not set; set splitCol to a column");
    var neither =
        leaking()
            .withColumn(
                "split",
                functions.when(functions.col("split").equalTo("train"), functions.col("split")));
    assertThatThrownBy(() -> balancer(gate).setCopies(1).fit(neither))
        .hasMessageContaining("but the table has no such row");
  }

  @ParameterizedTest
  @CsvSource({
    "training-similarity >= 0.9, training-similarity",
    "training-similarity <= q0.9, training-similarity",
    "held-out-similarity >= q0.5, held-out-similarity"
  })
  void onlyAnUpperEndIsAsked(String gate, String score) {
    assertThatThrownBy(() -> balancer(MIRROR.formatted("\"" + gate + "\"")))
        .hasMessageContaining(
            "Gate \"%s\" must be \"%s <= NUMBER\", for images that are no near-duplicates may score 0; correct it"
                .formatted(gate, score));
  }

  @Test
  void samplesAreComparedWithTraining() {
    var plan =
        "{\"sample\": {\"model\": \"%s\", \"gate\": {\"require\": [\"training-similarity <= 0.99\"], \"attempts\": 2}}}"
            .formatted(Specimens.model());
    var table = Images.table(Images.ofClass("bag", 2), Images.ofClass("coat", 2));
    var first = balancer(plan).setTarget("6").fit(table);
    var sampled = first.transform(table).filter("lineage.method = 'sample'");
    assertThat(sampled.count()).isEqualTo(8);
    var known =
        table.unionByName(
            sampled.drop("lineage").limit(1).withColumn("key", functions.lit("known")));
    var refused =
        balancer(plan)
            .setTarget("7")
            .fit(known)
            .setPlanCol("plan")
            .transform(known)
            .filter("size(plan.refusals) > 0");
    assertThat(refused.count()).isPositive();
  }
}
