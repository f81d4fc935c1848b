package dev.variegate.stage.check;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class GateTest {

  private static final StructType SCHEMA =
      new StructType().add("score", "double").add("prediction", "string").add("label", "string");
  private static final Map<String, Double> THRESHOLDS = Map.of("cat", 0.5, "dog", 0.25);

  /** In a plan gates judge in tasks, in a table they are columns; both have to say the same. */
  @Test
  void saysTheSameOfScoresAsOfColumns() {
    var rows = new ArrayList<Row>();
    for (var score : new Double[] {null, Double.NaN, 0.0, 0.25, 0.4, 0.5, 1.0}) {
      for (var prediction : new String[] {null, "cat", "dog"}) {
        for (var label : List.of("cat", "dog", "cow")) {
          rows.add(RowFactory.create(score, prediction, label));
        }
      }
    }
    var table = LocalSpark.session().createDataFrame(rows, SCHEMA);
    for (var text :
        List.of(
            "score >= 0.4",
            "score <= 0.4",
            "score >= q0.5",
            "score <= q0.5",
            "prediction = label")) {
      var gate = Gate.parse(text);
      var said =
          table.withColumn("reason", gate.reason(SCHEMA, col("label"), THRESHOLDS)).collectAsList();
      assertThat(said).hasSize(rows.size()).anyMatch(row -> row.isNullAt(3));
      for (var row : said) {
        var scores = new HashMap<String, Object>();
        for (var column : SCHEMA.fieldNames()) {
          scores.put(column, row.getAs(column));
        }
        assertThat(gate.refusal(scores, row.getString(2), THRESHOLDS).orElse(null))
            .as(text + " of " + row)
            .isEqualTo(row.getString(3));
      }
    }
  }
}
