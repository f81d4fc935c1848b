package dev.variegate.stage;

import static dev.variegate.stage.Plans.balancer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.testing.LocalSpark;
import dev.variegate.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that compare features with those of the images of training. */
class TrainingDistanceGateTest {

  private static final String NEAR = "training-distance >= 0.001";

  private static final String GATED =
      "{\"%s\": {%s, \"gate\": {\"require\": [%s], \"model\": \"%s\", \"attempts\": 3}}}";

  @TempDir private Path folder;

  private Path judge;

  @BeforeEach
  void writeJudge() throws IOException {
    judge = TinyModels.classifier(folder.resolve("judge"));
    var description = judge.resolve("model.yaml");
    Files.writeString(
        description,
        Files.readString(description).replace("[circle, square, cross]", "[coat, bag, shirt]"));
  }

  private ClassBalancer sampling(String... gates) {
    var model = "\"model\": \"%s\"".formatted(Specimens.model());
    return balancer(GATED.formatted("sample", model, texts(gates), judge));
  }

  private ClassBalancer turning(String... gates) {
    var policy = "\"policy\": \"steps: [{rotate: {degrees: [-90, 90]}}]\"";
    return balancer(GATED.formatted("classic", policy, texts(gates), judge));
  }

  private static String texts(String... gates) {
    return "\"" + String.join("\", \"", gates) + "\"";
  }

  private static Dataset<Row> clothes() {
    return Images.table(Images.ofClass("bag", 9), Images.ofClass("coat", 8));
  }

  private static List<String> refusals(Row made) {
    return made.<Row>getAs("plan").getList(2);
  }

  /** Its first samples of each class are put among the images of training. */
  @Test
  void aGeneratorThatMemorizesIsRefused() {
    var free = sampling("training-distance >= 0").setTarget("12");
    var memorized =
        free.fit(clothes())
            .transform(clothes())
            .filter("lineage.method = 'sample'")
            .drop("lineage")
            .withColumn("key", functions.concat(functions.lit("real-"), functions.col("key")));
    var table = clothes().unionByName(memorized);
    var made =
        sampling(NEAR)
            .setTarget("16")
            .fit(table)
            .setPlanCol("plan")
            .transform(table)
            .filter("lineage.method = 'sample'")
            .collectAsList();
    var again = made.stream().filter(row -> !refusals(row).isEmpty()).toList();
    assertThat(again).hasSize(7); // three bags and four coats
    assertThat(again).allSatisfy(row -> assertThat(refusals(row)).containsExactly(NEAR));
    assertThat(again)
        .extracting(row -> row.<String>getAs("key"))
        .contains("sample/bag/1", "sample/coat/1");
  }

  @Test
  void whatIsFarFromAllImagesIsRefusedByAQuantileOfTheirOwnDistances() {
    var gate = "training-distance <= q1";
    var model = sampling(gate).setTarget("12").fit(clothes()).setPlanCol("plan");
    var thresholds = model.plan().methods().get(0).gate().require().get(0).thresholds();
    assertThat(thresholds.keySet()).containsExactly("bag", "coat");
    assertThat(thresholds.get("bag")).isEqualTo(farthest("bag"));
    assertThat(thresholds.get("coat")).isEqualTo(farthest("coat"));
    var all = model.setHandleRefused("keep").transform(clothes());
    assertThat(all.filter("refusedBy = '" + gate + "'").count()).isPositive();
  }

  /** The features of the judge are the samples of the image at 8 by 8. */
  private double farthest(String label) {
    var vectors =
        new ImageClassifier()
                .setModel(judge.toString())
                .setFeaturesCol("features")
                .transform(clothes().filter(functions.col("label").equalTo(label)))
                .select("features")
                .collectAsList()
                .stream()
                .map(row -> row.<Vector>getAs(0).toArray())
                .toList();
    double farthest = 0;
    for (var one : vectors) {
      double nearest = Double.POSITIVE_INFINITY;
      for (var other : vectors) {
        double squared = 0;
        for (int k = 0; k < one.length; k++) {
          squared += (one[k] - other[k]) * (one[k] - other[k]);
        }
        nearest = squared > 0 ? Math.min(nearest, Math.sqrt(squared)) : nearest;
      }
      farthest = Math.max(farthest, nearest);
    }
    return farthest;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void theSameImagesPassAtAnyPartitioning(int partitions) {
    var gates = new String[] {"training-distance >= q0.2", "training-distance <= q0.9"};
    var parted = clothes().repartition(partitions);
    var model = turning(gates).setTarget("16").fit(parted).setHandleRefused("keep");
    var whole = turning(gates).setTarget("16").fit(clothes()).setHandleRefused("keep");
    assertThat(model.plan().methods()).isEqualTo(whole.plan().methods());
    assertThat(Images.contents(model.transform(parted)))
        .isEqualTo(Images.contents(whole.transform(clothes())));
  }

  @Test
  void aSavedPlanKnowsTheSameFeatures() throws IOException {
    var model = turning("training-distance >= q0.2").setTarget("16").fit(clothes());
    model.write().save(folder.resolve("plan").toString());
    var read = ClassBalancerModel.load(folder.resolve("plan").toString());
    var one = clothes().limit(1);
    assertThat(Images.contents(read.transform(one)))
        .isEqualTo(Images.contents(model.transform(one)))
        .isEqualTo(Images.contents(read.copy(read.extractParamMap()).transform(one)));
    var saved =
        LocalSpark.session().read().parquet(folder.resolve("plan/known-features").toString());
    assertThat(saved.count()).isEqualTo(17);
  }

  @Test
  void aPlanWithoutItsFeaturesSaysWhereTheyAre() {
    var fitted = turning(NEAR).setTarget("10").fit(clothes());
    var bare = new ClassBalancerModel("bare").withPlan(fitted.plan());
    assertThatThrownBy(() -> bare.transform(clothes()))
        .hasMessageContaining("which bare does not hold; fit a ClassBalancer");
  }

  @Test
  void anotherBundleAtTheSameAddressIsRefused() throws IOException {
    var model = turning(NEAR).setTarget("10").fit(clothes());
    var description = judge.resolve("model.yaml");
    Files.writeString(
        description, Files.readString(description).replace("version: 1.0.0", "version: 1.0.1"));
    assertThatThrownBy(() -> model.transform(clothes()))
        .hasMessageStartingWith("Features of training images are of tiny-judge 1.0.0")
        .hasMessageContaining("is tiny-judge 1.0.1")
        .hasMessageEndingWith(
            "now; give the bundle that the plan was fitted with, or fit it again");
  }

  @Test
  void aQuantileNeedsTwoDifferentImages() {
    var table = Images.table(Images.ofClass("bag", 5), Images.ofClass("coat", 1));
    assertThatThrownBy(() -> turning("training-distance >= q0.5").setTarget("6").fit(table))
        .hasMessage(
            "Gate \"training-distance >= q0.5\" takes a quantile of distances between images of class \"coat\", which has 1 different images by features but must have at least 2; give a number, or leave the class out by except");
    assertThat(turning(NEAR).setTarget("6").fit(table).plan().added()).isEqualTo(6);
  }

  @Test
  void aModelWithoutFeaturesIsRefused() throws IOException {
    var description = judge.resolve("model.yaml");
    Files.writeString(
        description,
        Files.readString(description)
            .replaceAll("  - \\{name: samples, meaning: features[^\n]*\n", ""));
    assertThatThrownBy(() -> turning(NEAR).setTarget("6").fit(clothes()))
        .hasMessageContaining("Gate asks for training-distance, but model tiny-judge 1.0.0")
        .hasMessageContaining("gives no features; describe them in its bundle");
  }

  @Test
  void aStoreIsFilledAndThenRead() {
    var store = folder.resolve("store").toString();
    var gates = new String[] {"training-distance >= q0.2", "confidence >= q0.1"};
    var without = turning(gates).setTarget("12").fit(clothes());
    var first = turning(gates).setTarget("12").setFeatureStore(store).fit(clothes());
    var second = turning(gates).setTarget("12").setFeatureStore(store).fit(clothes());
    assertThat(without.plan().methods()).isEqualTo(first.plan().methods());
    assertThat(first.plan().methods()).isEqualTo(second.plan().methods());
    assertThat(first.explain())
        .containsPattern(
            "features of gates: tiny-judge 1.0.0 .*: computed 17, reused 0; 17 images of training by 64 features");
    assertThat(second.explain()).containsPattern("computed 0, reused 17");
    assertThat(Images.contents(second.transform(clothes())))
        .isEqualTo(Images.contents(without.transform(clothes())));
  }

  @Test
  void aFolderThatIsNoStoreIsRefused() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("other")).resolve("notes.txt"), "mine");
    var plan = turning(NEAR).setTarget("12").setFeatureStore(folder.resolve("other").toString());
    assertThatThrownBy(() -> plan.fit(clothes()))
        .hasMessageContaining("holds \"notes.txt\" but must hold folders of features alone");
  }
}
