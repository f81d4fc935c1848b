package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.feature.FeatureCounts;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureStoreTest extends StoredFeatureRuns {

  static List<FeatureTransformer<?>> stages() {
    return List.of(Specimens.vectorizer(), Specimens.classifier(), Specimens.inspector());
  }

  /** The counts that the last column of a table says. */
  private static FeatureCounts counts(Dataset<Row> made) {
    return FeatureCounts.of(made.schema().apply(made.schema().size() - 1)).orElseThrow();
  }

  private static FeatureCounts counts(long computed, long reused) {
    return new FeatureCounts(computed, reused);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void rowsAreThoseOfNoStoreWhateverIsThereAndHoweverTheyArePartitioned(
      FeatureTransformer<?> stage) {
    var expected = Images.contents(stage.transform(TABLE));
    for (int partitions : new int[] {1, 3, 7}) {
      var store = folder.resolve("" + partitions).toString();
      var cold = storing(stage, store).transform(TABLE.repartition(partitions));
      assertThat(counts(cold)).isEqualTo(counts(IMAGES, 0));
      assertThat(Images.contents(cold)).isEqualTo(expected);
      var warm = storing(stage, store).transform(TABLE.repartition(partitions));
      assertThat(counts(warm)).isEqualTo(counts(0, IMAGES));
      assertThat(Images.contents(warm)).isEqualTo(expected);
    }
  }

  private static FeatureTransformer<?> storing(FeatureTransformer<?> stage, String store) {
    var copy = stage.copy(ParamMap.empty());
    copy.set(copy.featureStore(), store);
    return copy;
  }

  @Test
  void whatIsThereIsReadAndNotComputed() throws IOException {
    vectorizer().transform(TABLE);
    var planted = transform(col("features"), number -> lit(0.25f));
    replace(stored().withColumn("features", planted));
    var made = vectorizer().transform(TABLE);
    assertThat(counts(made)).isEqualTo(counts(0, IMAGES));
    assertThat(made.collectAsList())
        .allSatisfy(
            row ->
                assertThat(row.<Vector>getAs("features").toArray()).hasSize(12).containsOnly(0.25));
  }

  @Test
  void columnsOfOtherNamesFindTheSameFeatures() {
    var classifier = Specimens.classifier().setFeatureStore(folder.toString());
    classifier.clear(classifier.featuresCol());
    assertThat(counts(classifier.transform(TABLE))).isEqualTo(counts(IMAGES, 0));
    var named = classifier.setPredictionCol("seen").setFeaturesCol("f").transform(TABLE);
    assertThat(counts(named)).isEqualTo(counts(0, IMAGES));
    classifier.clear(classifier.featureStore());
    assertThat(Images.contents(named)).isEqualTo(Images.contents(classifier.transform(TABLE)));
  }

  @Test
  void aGrowingSetIsComputedWhereItIsNew() throws IOException {
    assertThat(counts(vectorizer().transform(TABLE.limit(4)))).isEqualTo(counts(4, 0));
    var grown = vectorizer().transform(TABLE);
    assertThat(counts(grown)).isEqualTo(counts(IMAGES - 4, 4));
    assertThat(runs()).hasSize(2);
    assertThat(Images.contents(grown))
        .isEqualTo(Images.contents(Specimens.vectorizer().transform(TABLE)));
    assertThat(counts(vectorizer().transform(TABLE.limit(2)))).isEqualTo(counts(0, 2));
  }

  @Test
  void anImageThatIsThereTwiceIsComputedOnce() throws IOException {
    var twice = TABLE.union(TABLE.withColumn("key", expr("concat(key, '-again')"))).repartition(5);
    var made = vectorizer().transform(twice);
    assertThat(counts(made)).isEqualTo(counts(IMAGES, 0));
    assertThat(stored().count()).isEqualTo(IMAGES);
    assertThat(Images.contents(made))
        .isEqualTo(Images.contents(Specimens.vectorizer().transform(twice)));
  }

  @Test
  void extractorsShareAStoreAndKnowTheirOwn() {
    var store = folder.toString();
    vectorizer().transform(TABLE);
    assertThat(counts(vectorizer().setChannels("rgb").transform(TABLE)))
        .isEqualTo(counts(IMAGES, 0));
    assertThat(counts(vectorizer().setColorProfile("srgb").transform(TABLE)))
        .isEqualTo(counts(IMAGES, 0));
    assertThat(counts(Specimens.classifier().setFeatureStore(store).transform(TABLE)))
        .isEqualTo(counts(IMAGES, 0));
    assertThat(folder.toFile().list())
        .hasSize(4)
        .anyMatch(name -> name.matches("pixels-4x3-gray-[0-9a-f]{16}"))
        .anyMatch(name -> name.matches("tiny-judge-1.0.0-[0-9a-f]{16}"));
    assertThat(counts(vectorizer().transform(TABLE))).isEqualTo(counts(0, IMAGES));
  }

  @Test
  void whatAKilledJobLeftIsNotRead() throws IOException {
    vectorizer().transform(TABLE);
    Files.delete(runs().get(0).resolve("_SUCCESS"));
    assertThat(counts(vectorizer().transform(TABLE))).isEqualTo(counts(IMAGES, 0));
  }

  @Test
  void whatTwoJobsComputedAtOnceIsReadOnce() throws IOException {
    vectorizer().transform(TABLE);
    stored().write().parquet(extractor().resolve("run-" + UUID.randomUUID()).toString());
    var made = vectorizer().transform(TABLE);
    assertThat(counts(made)).isEqualTo(counts(0, IMAGES));
    assertThat(Images.contents(made))
        .isEqualTo(Images.contents(Specimens.vectorizer().transform(TABLE)));
  }

  @Test
  void aFailingTaskChangesNoByte() throws IOException {
    int before = FailsOnce.failures();
    var made = vectorizer().transform(FailsOnce.of(TABLE.repartition(2)));
    assertThat(Images.contents(FailsOnce.of(made)))
        .isEqualTo(Images.contents(Specimens.vectorizer().transform(TABLE)));
    assertThat(FailsOnce.failures()).isGreaterThan(before);
    assertThat(stored().count()).isEqualTo(IMAGES);
  }

  @Test
  void aBadImageIsAnErrorOrSkippedOrKeptAsWithoutAStore() throws IOException {
    var bad =
        Images.table(
            Images.ofClass("bag", 3),
            List.of(
                Images.row("text", Images.text(), "bag", "train"),
                Images.row("null", null, "bag", "train"),
                Images.row("half", Images.truncated(), "bag", "train")),
            Images.ofClass("coat", 2));
    assertThatThrownBy(() -> vectorizer().transform(bad))
        .rootCause()
        .hasMessageMatching("Bytes start with .*|.*(ends|truncated|end).*");
    var missing = bad.where("key = 'null' or label = 'coat'");
    var made = vectorizer().transform(missing);
    assertThatThrownBy(made::collectAsList)
        .rootCause()
        .hasMessageContaining("Image is null but must be there");
    for (var handle : List.of("skip", "keep")) {
      var expected =
          Images.contents(Specimens.vectorizer().setHandleInvalid(handle).transform(bad));
      for (int again = 0; again < 2; again++) {
        var rows = vectorizer().setHandleInvalid(handle).transform(bad);
        assertThat(Images.contents(rows)).as(handle).isEqualTo(expected);
      }
    }
    var kept = Specimens.vectorizer().setHandleInvalid("keep");
    var twice = Specimens.classifier().setHandleInvalid("keep").setFeatureStore(folder.toString());
    var plain = Specimens.classifier().setHandleInvalid("keep");
    assertThat(Images.contents(twice.transform(kept.transform(bad))))
        .isEqualTo(Images.contents(plain.transform(kept.transform(bad))));
  }

  @Test
  void sparksImageStructHasItsOwnHash() {
    var path = Images.folder(folder, 3).toString();
    var structs = LocalSpark.session().read().format("image").load(path);
    var store = folder.resolve("../store-" + UUID.randomUUID()).normalize().toString();
    var expected = Images.contents(Specimens.vectorizer().transform(structs));
    for (int again = 0; again < 2; again++) {
      var made = Specimens.vectorizer().setFeatureStore(store).transform(structs);
      assertThat(counts(made)).isEqualTo(again == 0 ? counts(3, 0) : counts(0, 3));
      assertThat(Images.contents(made)).isEqualTo(expected);
    }
  }

  @Test
  void theSchemaIsTheOneThatIsAnnouncedWhateverColumnsAreCalled() {
    var odd =
        TABLE.select(
            col("*"), lit(1).as("sha256"), lit(2).as("a.`b"), lit(3).as("stored"), col("weight"));
    var stage = vectorizer().setHandleInvalid("keep");
    for (int again = 0; again < 2; again++) {
      var made = stage.transform(odd.where("label != 'coat' or " + again + " = 1"));
      var announced = stage.transformSchema(odd.schema());
      assertThat(withoutMetadata(made.schema())).isEqualTo(withoutMetadata(announced));
    }
  }

  private static StructType withoutMetadata(StructType schema) {
    var plain = new StructType();
    for (var field : schema.fields()) {
      plain = plain.add(field.name(), field.dataType(), field.nullable());
    }
    return plain;
  }

  @Test
  void whoReadsNoImagesSendsNoneAcrossTheNetwork() {
    vectorizer().transform(TABLE);
    var spark = LocalSpark.session();
    spark.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
    try {
      var path = folder.resolve("../table-" + UUID.randomUUID()).normalize().toString();
      TABLE.write().parquet(path);
      var made = vectorizer().transform(spark.read().parquet(path)).select("label", "features");
      var exchanges =
          Arrays.stream(made.queryExecution().sparkPlan().toString().split("\n"))
              .filter(line -> line.contains("Join"))
              .toList();
      assertThat(exchanges).isNotEmpty();
      var plan = made.queryExecution().optimizedPlan().toString();
      var project = Arrays.stream(plan.split("\n")).filter(line -> line.contains("sha2(")).toList();
      assertThat(project).hasSize(1);
      assertThat(project.get(0)).matches(".*Project \\[label#[0-9]+ AS 2#[0-9]+, sha2\\(.*");
    } finally {
      spark.conf().unset("spark.sql.autoBroadcastJoinThreshold");
    }
  }

  @Test
  void scoresSayHowManyFeaturesWereReused() {
    var real = TABLE.withColumn("lineage", lit(null).cast(LineageColumn.TYPE));
    var made = Specimens.augmenter().setKeepOriginals(false).transform(TABLE);
    var both = real.unionByName(made);
    var expected = scores(Specimens.vectorizer(), both);
    assertThat(expected.get(0).getString(6))
        .matches("pixels 4x3 gray \\(sha256 [0-9a-f]{12}\\), 12 features");
    var cold = scores(vectorizer(), both);
    var warm = scores(vectorizer(), both);
    assertThat(numbers(cold)).isEqualTo(numbers(expected));
    assertThat(numbers(warm)).isEqualTo(numbers(expected));
    assertThat(cold.get(0).getString(6)).endsWith("), computed 29, reused 0, 12 features");
    assertThat(warm.get(0).getString(6)).endsWith("), computed 0, reused 29, 12 features");
  }

  private static List<Row> scores(ImageVectorizer stage, Dataset<Row> both) {
    return new GenerativeEvaluator().scores(stage.transform(both)).collectAsList();
  }

  private static List<String> numbers(List<Row> scores) {
    return scores.stream()
        .map(row -> Stream.of(1, 2, 3, 4, 5, 7).map(i -> "" + row.get(i)).toList().toString())
        .toList();
  }
}
