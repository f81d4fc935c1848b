package dev.variegate.stage.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.stage.check.FittedGates.Fitted;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final StructType SCHEMA =
      new StructType().add("score", "double").add("prediction", "string").add("label", "string");
  private static final Map<String, Double> THRESHOLDS = Map.of("cat", 0.5, "dog", 0.25);

  /** What gates have to say, in SQL. */
  private static final Map<String, String> REASONS =
      Map.of(
          "score >= 0.4",
          "case when score is null or isnan(score) then 'score >= 0.4: no score' when score < 0.4 then 'score >= 0.4' end",
          "score <= 0.4",
          "case when score is null or isnan(score) then 'score <= 0.4: no score' when score > 0.4 then 'score <= 0.4' end",
          "score >= q0.5",
          "case when label is null or label = 'cow' then 'score >= q0.5: no real images of the class' when score is null or isnan(score) then 'score >= q0.5: no score' when score < if(label = 'cat', 0.5, 0.25) then 'score >= q0.5' end",
          "score <= q0.5",
          "case when label is null or label = 'cow' then 'score <= q0.5: no real images of the class' when score is null or isnan(score) then 'score <= q0.5: no score' when score > if(label = 'cat', 0.5, 0.25) then 'score <= q0.5' end",
          "prediction = label",
          "case when prediction is null or label is null then 'prediction = label: no score' when prediction <> label then 'prediction = label' end");

  private static List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (var score : new Double[] {null, Double.NaN, 0.0, 0.25, 0.4, 0.5, 1.0}) {
      for (var prediction : new String[] {null, "cat", "dog"}) {
        for (var label : new String[] {null, "cat", "dog", "cow"}) {
          rows.add(RowFactory.create(score, prediction, label));
        }
      }
    }
    return rows;
  }

  private static Fitted fitted(String gate) {
    return new Fitted(gate, gate.contains("q") ? THRESHOLDS : Map.of());
  }

  @Test
  void saysWhyARowOrAnImageDoesNotPass() {
    var table = LocalSpark.session().createDataFrame(rows(), SCHEMA);
    REASONS.forEach(
        (text, expected) -> {
          var gates = new FittedGates(List.of(fitted(text)), "lineage", "label");
          var said =
              table
                  .withColumn("reason", gates.reason(SCHEMA))
                  .withColumn("expected", functions.expr(expected))
                  .collectAsList();
          assertThat(said).anyMatch(row -> row.isNullAt(3)).anyMatch(row -> !row.isNullAt(3));
          for (var row : said) {
            assertThat(row.getString(3)).as(text + " of " + row).isEqualTo(row.getString(4));
            assertThat(Gate.parse(text).refusal(scores(row), row.getString(2), THRESHOLDS))
                .isEqualTo(Optional.ofNullable(row.getString(4)));
          }
        });
  }

  private static Map<String, Object> scores(Row row) {
    var scores = new HashMap<String, Object>();
    for (var column : SCHEMA.fieldNames()) {
      scores.put(column, row.getAs(column));
    }
    return scores;
  }

  @Test
  void theFirstGateThatRefusesIsNamed() {
    var gates = List.of(fitted("prediction = label"), fitted("score >= q0.5"));
    var said =
        LocalSpark.session()
            .createDataFrame(
                List.of(
                    RowFactory.create(0.1, "dog", "cat"),
                    RowFactory.create(0.1, "cat", "cat"),
                    RowFactory.create(0.9, "cat", "cat")),
                SCHEMA)
            .withColumn("reason", new FittedGates(gates, "lineage", "label").reason(SCHEMA))
            .collectAsList();
    assertThat(said)
        .extracting(row -> row.getString(3))
        .containsExactly("prediction = label", "score >= q0.5", null);
  }

  /** The label as a number here and as a text there. */
  @Test
  void aColumnCanBeANumberForOneGateAndATextForAnother() {
    var rows = LocalSpark.session().range(3).selectExpr("id as label", "'1' as seen");
    var gates = List.of(fitted("seen = label"), fitted("label >= 2"));
    assertThat(
            rows.withColumn("reason", new FittedGates(gates, "lineage", null).reason(rows.schema()))
                .orderBy("label")
                .collectAsList())
        .extracting(row -> row.getString(2))
        .containsExactly("seen = label", "label >= 2", "seen = label");
  }
}
