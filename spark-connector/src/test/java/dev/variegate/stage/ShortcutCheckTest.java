package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.lineage.Lineage;
import dev.variegate.random.Seeds;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ShortcutCheckTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("label", "string")
          .add("brightness", "double")
          .add("lineage", LineageColumn.TYPE);

  /** Images whose brightness says nothing of their class. */
  private static List<Row> rows(String label, String method, int count, double added) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < count; i++) {
      var key = "%s/%s/%d".formatted(label, method, i);
      var lineage =
          RowFactory.create(key, null, 0, method, null, 0L, null, null, null, null, null, null);
      double drawn = Seeds.generator(1, key, 0, 0).nextDouble();
      rows.add(RowFactory.create(label, drawn + added, lineage));
    }
    return rows;
  }

  private static Dataset<Row> table(List<List<Row>> parts) {
    var rows = parts.stream().flatMap(List::stream).toList();
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static final List<Row> MANY = rows("many", Lineage.ORIGINAL, 400, 0);
  private static final List<Row> FEW = rows("few", Lineage.ORIGINAL, 200, 0);

  private static ShortcutCheck check() {
    return new ShortcutCheck().setProperties("brightness", "lineage.method");
  }

  private static Map<String, double[]> scores(ShortcutCheck check, Dataset<Row> table) {
    return check.scores(table).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0), row -> new double[] {row.getDouble(1), row.getDouble(2)}));
  }

  @Test
  void whatSaysNothingOfTheClassScoresOne() {
    var same = List.of(MANY, FEW, rows("many", "classic", 200, 0), rows("few", "classic", 100, 0));
    var scores = scores(check(), table(same));
    assertThat(scores.get("brightness")[0]).isGreaterThan(0.9);
    assertThat(scores.get("brightness")[1]).isGreaterThan(0.9);
    assertThat(scores.get("lineage.method")).containsExactly(1, 1);
    assertThat(check().setHandleShortcuts("error").transform(table(same)).count()).isEqualTo(900);
  }

  @Test
  void aRareClassThatAGeneratorFillsAloneIsCaughtByTheMethod() {
    var filled = table(List.of(MANY, FEW, rows("few", "sample", 200, 0)));
    var scores = scores(check(), filled);
    // Of 800 images, 400 are of each class: all samples and the real ones of "many" are predicted.
    assertThat(scores.get("lineage.method")).containsExactly(1, 0.5);
    assertThatThrownBy(() -> check().setHandleShortcuts("error").transform(filled))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Generated images make \"lineage.method\" predict the class: its score is 0.50 with them and 1.00 without (0: it alone says the class, 1: it says nothing); give all classes the same mix of methods, or gate the images by it");
    assertThat(check().transform(filled).count()).isEqualTo(800);
  }

  @Test
  void aGeneratorThatChangesBrightnessIsCaughtByIt() {
    var bright = table(List.of(MANY, FEW, rows("few", "sample", 200, 5)));
    var scores = scores(check().setProperties("brightness"), bright);
    assertThat(scores.get("brightness")[0]).isGreaterThan(0.9);
    assertThat(scores.get("brightness")[1]).isLessThan(0.6);
  }

  @Test
  void whatTheRealImagesSayAlreadyIsNoShortcutOfTheGenerator() {
    var apart =
        List.of(
            MANY,
            rows("few", Lineage.ORIGINAL, 400, 5),
            rows("many", "sample", 50, 0),
            rows("few", "sample", 50, 5));
    var check = check().setProperties("brightness").setHandleShortcuts("error");
    assertThat(scores(check, table(apart)).get("brightness")[1]).isLessThan(0.1);
    assertThat(check.transform(table(apart)).count()).isEqualTo(900);
  }

  @Test
  void copiesOfASourceDoNotTeachEachOther() {
    var source = LocalSpark.session().range(60).toDF("i");
    var copies =
        source
            .crossJoin(LocalSpark.session().range(10).toDF("copy"))
            .selectExpr(
                "if(xxhash64(i) % 2 = 0, 'a', 'b') as label",
                "concat('source ', i) as word", "cast(i as string) as key");
    var check = new ShortcutCheck().setKeyCol("key").setProperties("word");
    assertThat(check.scores(copies).first().getDouble(2)).isEqualTo(1);
    var own = copies.withColumn("key", functions.expr("uuid()"));
    assertThat(check.scores(own.cache()).first().getDouble(2)).isLessThan(0.1);
  }

  @Test
  void whatIsNotANumberIsMissing() {
    var table = table(List.of(MANY, FEW, rows("few", "sample", 200, 5)));
    var gaps = "if(xxhash64(lineage.sourceKey) %% 3 = 0, %s, brightness)";
    var missing = table.withColumn("brightness", functions.expr(gaps.formatted("null")));
    var spoiled = table.withColumn("brightness", functions.expr(gaps.formatted("double('NaN')")));
    var check = check().setProperties("brightness");
    assertThat(check.scores(spoiled).collectAsList())
        .isEqualTo(check.scores(missing).collectAsList());
  }

  @Test
  void scoresAreTheSameAtAnyPartitioning() {
    var table = table(List.of(MANY, FEW, rows("few", "sample", 200, 0.3)));
    var one = check().scores(table.repartition(1)).collectAsList();
    assertThat(check().scores(table.repartition(3)).collectAsList()).isEqualTo(one);
    assertThat(check().scores(table.repartition(7)).collectAsList()).isEqualTo(one);
  }

  @Test
  void byDefaultAllNumbersOfTheStatisticsAndTheMethodAreLookedAt() {
    var table =
        table(List.of(MANY, FEW))
            .withColumn("statistics", functions.expr("struct(brightness, 'text' as text)"));
    assertThat(new ShortcutCheck().scores(table).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("statistics.brightness", "lineage.method");
  }

  @Test
  void refusesWhatItCannotCheck() {
    var table = table(List.of(MANY));
    assertThatThrownBy(() -> check().setProperties("brightnes").transform(table))
        .hasMessageStartingWith("Column \"brightnes\" of properties is missing");
    assertThatThrownBy(() -> check().transform(table.drop("lineage")))
        .hasMessageContaining("is not set but must be; there is no column of lineages");
    var unknown = table.withColumn("lineage", functions.lit(null).cast(LineageColumn.TYPE));
    assertThatThrownBy(() -> check().transform(unknown))
        .hasMessage(
            "400 rows have neither a lineage nor a key but must have one, so that images of a source stay together; set keyCol");
    assertThatThrownBy(() -> check().setTolerance(2))
        .hasMessageContaining("tolerance is 2.0 but must be from 0 to 1; 0.1 is usual");
  }
}
