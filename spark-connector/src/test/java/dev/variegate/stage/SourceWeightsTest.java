package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies in proportion to a column. */
class SourceWeightsTest {

  /** Twelve bags that weigh 0, 1, 2, 3, 0, 1 ..., and a coat. */
  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 1))
          .withColumn("weight", expr("cast(substring_index(key, '-', -1) as int) % 4"))
          .withColumn("weight", expr("if(label = 'coat', 5, weight)"));

  private static ClassBalancer balancer() {
    return new ClassBalancer().setKeyCol("key").setSeed(3);
  }

  private static Map<String, Long> copies(Dataset<Row> made) {
    return made
        .where("lineage.copy > 0")
        .groupBy("lineage.sourceKey")
        .count()
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
  }

  @Test
  void copiesAreInProportionToWeights() {
    var model = balancer().setTarget("{\"bag\": 48}").setWeightCol("weight").fit(TABLE);
    var made = model.transform(TABLE);
    assertThat(made.where("label = 'bag'").count()).isEqualTo(48);
    assertThat(copies(made))
        .isEqualTo(
            Map.of(
                "bag-1", 2L, "bag-2", 4L, "bag-3", 6L, "bag-5", 2L, "bag-6", 4L, "bag-7", 6L,
                "bag-9", 2L, "bag-10", 4L, "bag-11", 6L));
  }

  @Test
  void partitionsChangeNoRow() {
    var model = balancer().setTarget("71").setWeightCol("weight").fit(TABLE.repartition(1));
    var expected = Images.contents(model.transform(TABLE.repartition(1)));
    assertThat(expected).hasSize(142);
    for (int partitions : new int[] {3, 7}) {
      var table = TABLE.repartition(partitions);
      var again = balancer().setTarget("71").setWeightCol("weight").fit(table);
      assertThat(again.plan().classes()).isEqualTo(model.plan().classes());
      assertThat(Images.contents(again.transform(table))).isEqualTo(expected);
    }
  }

  @Test
  void equalWeightsAreThePlanWithout() {
    var table = Images.unbalanced();
    var without = Specimens.balancer().fit(table);
    var with = Specimens.balancer().setWeightCol("weight").fit(table);
    assertThat(with.plan().classes()).isEqualTo(without.plan().classes());
    assertThat(Images.contents(with.transform(table)))
        .isEqualTo(Images.contents(without.transform(table)));
  }

  /** Rows of many copies are spread over tasks, by their own weights. */
  @Test
  void aHeavyRowIsSpread() {
    var model = balancer().setTarget("{\"bag\": 1812}").setWeightCol("weight").fit(TABLE);
    var made = model.transform(TABLE);
    assertThat(made.count()).isEqualTo(1813);
    assertThat(copies(made))
        .hasSize(9)
        .containsEntry("bag-1", 100L)
        .containsEntry("bag-3", 300L)
        .containsEntry("bag-10", 200L);
    assertThat(made.select("lineage.sourceKey", "lineage.copy").distinct().count()).isEqualTo(1813);
  }

  @Test
  void anyTypeOfNumbersWill() {
    var expected = balancer().setTarget("40").setWeightCol("weight").fit(TABLE).plan().classes();
    for (var type : new String[] {"tinyint", "bigint", "float", "double", "decimal(9,2)"}) {
      var table = TABLE.withColumn("weight", col("weight").cast(type));
      var model = balancer().setTarget("40").setWeightCol("weight").fit(table);
      assertThat(model.plan().classes()).as(type).isEqualTo(expected);
      assertThat(model.transform(table).count()).isEqualTo(80);
    }
  }

  @Test
  void rowsOfWeightNothingArePartnersOfNone() {
    var methods = "{\"mix\": {\"mixture\": \"mix-up\"}}";
    var model = balancer().setMethods(methods).setTarget("60").setWeightCol("weight").fit(TABLE);
    var parents =
        model
            .transform(TABLE)
            .where("lineage.method = 'mix'")
            .select("lineage")
            .toJSON()
            .collectAsList();
    assertThat(parents).hasSize(107);
    var named = new HashSet<String>();
    for (int i = 0; i < 12; i++) {
      var key = "\"bag-" + i + "\"";
      if (parents.stream().anyMatch(lineage -> lineage.replace("\\", "").contains(key))) {
        named.add(key);
      }
    }
    assertThat(named).hasSize(9).doesNotContain("\"bag-0\"", "\"bag-4\"", "\"bag-8\"");
  }

  @Test
  void badWeightsAreInvalidRows() {
    assertRefused(
        "null",
        "Weight in column \"weight\" is null but must be a number; fill it, with 0 where the image is not to be copied");
    for (var bad : new String[] {"-1.0", "NaN", "Infinity", "1.0E-7", "1000000.5"}) {
      assertRefused(
          "double('%s')".formatted(bad),
          "Weight in column \"weight\" is %s but must be 0 or from 0.000001 to 1000000; multiply all weights by the same number, or correct it"
              .formatted(bad));
    }
  }

  private static void assertRefused(String weight, String message) {
    var table =
        TABLE.withColumn("weight", expr("if(key = 'bag-2', %s, double(1))".formatted(weight)));
    assertThatThrownBy(() -> balancer().setWeightCol("weight").fit(table))
        .hasStackTraceContaining("Row \"bag-2\" cannot be used: " + message);
    var model =
        balancer().setWeightCol("weight").setHandleInvalid("keep").setTarget("20").fit(table);
    var made = model.transform(table);
    assertThat(made.where("error is null").count()).isEqualTo(40);
    assertThat(made.where("error is not null").select("key", "error").collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getString(1)).isEqualTo(message));
  }

  @Test
  void columnsThatHoldNoWeightsAreRefusedBeforeAnyJob() {
    assertThatThrownBy(() -> balancer().setWeightCol("label").transformSchema(TABLE.schema()))
        .hasMessage(
            "Column \"label\" of weightCol has type string but must be of numbers; cast it");
    assertThatThrownBy(() -> balancer().setWeightCol("wieght").transformSchema(TABLE.schema()))
        .hasMessage(
            "Column \"wieght\" of weightCol is missing but must be one of: key, image, label, split, weight; set weightCol");
  }

  @Test
  void aSavedPlanNeedsItsColumn(@TempDir Path folder) throws Exception {
    var model = balancer().setTarget("30").setWeightCol("weight").fit(TABLE);
    model.write().overwrite().save(folder.resolve("model").toString());
    var read = ClassBalancerModel.load(folder.resolve("model").toString());
    assertThat(Images.contents(read.transform(TABLE)))
        .isEqualTo(Images.contents(model.transform(TABLE)));
    read.clear(read.weightCol());
    assertThatThrownBy(() -> read.transformSchema(TABLE.schema()))
        .hasMessageMatching(
            "weightCol of classBalancer_\\w+ is not set but must be; name the column of weights, as where the plan was fitted");
  }

  @Test
  void otherRowsAreCopiedAtTheSameRate() {
    var model = balancer().setTarget("{\"bag\": 48}").setWeightCol("weight").fit(TABLE);
    var others =
        TABLE.where("label = 'bag'").withColumn("key", expr("concat('new ', key)")).limit(12);
    assertThat(model.transform(others).where("lineage.copy > 0").count()).isEqualTo(36);
    var heavy = others.withColumn("weight", lit(1e6));
    assertThat(model.transform(heavy).count()).isEqualTo(12 + 12 * 6);
  }

  @Test
  void methodsMayBeAskedToShareAlike() {
    var methods =
        "{\"oversample\": {\"except\": [\"coat\"]}, \"inpaint\": {\"erase-area\": [0.1, 0.2]}}";
    var balancer = balancer().setMethods(methods).setMethodShare("equal");
    assertThatThrownBy(() -> balancer.fit(TABLE))
        .hasMessageStartingWith(
            "methods.oversample leaves out class \"coat\", for which 11 images");
    assertThat(balancer.setMethodShare("any").fit(TABLE).plan().added()).isEqualTo(11);
    assertThatThrownBy(() -> balancer.setMethodShare("same"))
        .hasMessageStartingWith("methodShare is \"same\"; ");
  }
}
