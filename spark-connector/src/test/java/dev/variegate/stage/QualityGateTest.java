package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.lineage.Lineage;
import dev.variegate.stage.row.LineageColumn;
import dev.variegate.testing.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class QualityGateTest {

  private static final StructType SCHEMA =
      new StructType()
          .add("key", "string")
          .add("label", "double")
          .add("seen", "string")
          .add("score", "double")
          .add("lineage", LineageColumn.TYPE);

  private static Row row(String key, double label, Double score, String method) {
    var lineage =
        RowFactory.create(null, null, 0, method, null, 0L, null, null, null, null, null, null);
    var seen = key.contains("wrong") ? "other" : Long.toString((long) label);
    return RowFactory.create(key, label, seen, score, lineage);
  }

  /** Real images of class 1 have scores of 0 to 10, those of class 2 of 100 to 110. */
  private static Dataset<Row> table() {
    var rows = new ArrayList<Row>();
    for (int i = 0; i <= 10; i++) {
      rows.add(row("real", 1, (double) i, Lineage.ORIGINAL));
      rows.add(row("real", 2, 100.0 + i, Lineage.ORIGINAL));
    }
    rows.add(row("real", 1, Double.NaN, Lineage.ORIGINAL));
    rows.add(row("good", 1, 2.0, Lineage.SAMPLE));
    rows.add(row("low", 1, 0.5, Lineage.SAMPLE));
    rows.add(row("low", 2, 50.0, Lineage.SAMPLE));
    rows.add(row("good", 2, 101.0, Lineage.SAMPLE));
    rows.add(row("wrong", 2, 101.0, Lineage.SAMPLE));
    rows.add(row("none", 2, null, Lineage.SAMPLE));
    rows.add(row("nan", 2, Double.NaN, Lineage.SAMPLE));
    rows.add(row("unknown", 3, 5.0, Lineage.SAMPLE));
    return LocalSpark.session().createDataFrame(rows, SCHEMA);
  }

  private static QualityGate gate() {
    return new QualityGate()
        .setLabelCol("label")
        .setGates("score >= q0.1", "seen = label", "score <= 109");
  }

  private static List<String> reasons(Dataset<Row> rows) {
    return rows.where("lineage.method = 'sample'").collectAsList().stream()
        .map(row -> row.getString(0) + ": " + row.getString(5))
        .toList();
  }

  @Test
  void comparesWithTheQuantilesOfTheRealImagesOfTheClass() {
    var model = gate().setHandleRefused("keep").fit(table());
    assertThat(model.gates().gates().get(0).thresholds()).containsEntry("1", 1.0);
    assertThat(model.gates().gates().get(0).thresholds()).containsEntry("2", 101.0);
    var kept = model.transform(table());
    assertThat(reasons(kept))
        .containsExactly(
            "good: null",
            "low: score >= q0.1",
            "low: score >= q0.1",
            "good: null",
            "wrong: seen = label",
            "none: score >= q0.1: no score",
            "nan: score >= q0.1: no score",
            "unknown: score >= q0.1: no real images of the class");
    assertThat(kept.where("lineage.method = 'original' and refusedBy is not null").count())
        .isZero();
  }

  @Test
  void decidesTheSameAtAnyPartitioning() {
    var gate = gate().setHandleRefused("keep");
    var whole = gate.fit(table());
    var expected = reasons(whole.transform(table())).stream().sorted().toList();
    for (int partitions : new int[] {1, 3, 7}) {
      var rows = table().repartition(partitions);
      var model = gate.fit(rows);
      assertThat(model.getGatesJson()).isEqualTo(whole.getGatesJson());
      assertThat(reasons(model.transform(rows)).stream().sorted().toList()).isEqualTo(expected);
    }
  }

  @Test
  void leavesRefusedRowsOutAndRealOnesIn() {
    var passed = gate().fit(table()).transform(table());
    assertThat(passed.schema()).isEqualTo(SCHEMA);
    assertThat(passed.where("lineage.method = 'original'").count()).isEqualTo(23);
    assertThat(passed.where("lineage.method = 'sample'").select("key").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("good", "good");
  }

  @Test
  void withoutClassesTheQuantileIsThatOfAllRealImages() {
    var model = new QualityGate().setGates("score <= q1").fit(table());
    assertThat(model.gates().gates().get(0).thresholds()).containsEntry("", 110.0).hasSize(1);
    assertThat(model.transform(table()).where("lineage.method = 'sample'").count()).isEqualTo(6);
  }

  @Test
  void aTableWithoutLineagesIsDecidedAboutWhole() {
    var rows = table().drop("lineage");
    var model = new QualityGate().setGates("score >= 100").fit(rows);
    assertThat(model.transform(rows).count()).isEqualTo(13);
    assertThatThrownBy(() -> gate().fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Gate \"score >= q0.1\" takes a quantile of real images but the table has no real image with a score; fit it on real images, or give a number");
  }

  @Test
  void findsWholeColumnsWithPointsAndFieldsOfStructs() {
    var rows =
        table().withColumn("a.b", functions.col("score")).withColumn("s t", functions.lit(true));
    var model = new QualityGate().setGates("a.b >= 2", "lineage.copy <= 0", "s t >= 1").fit(rows);
    assertThat(model.transform(rows).where("lineage.method = 'sample'").count()).isEqualTo(5);
    assertThatThrownBy(() -> new QualityGate().setGates("lineage.copies <= 0").fit(rows))
        .hasMessageStartingWith("Column \"lineage.copies\" of gates is missing");
  }

  @Test
  void aMissingPredictionIsNoAgreement() {
    var rows = table().withColumn("seen", functions.expr("if(key = 'good', seen, null)"));
    var model = gate().setHandleRefused("keep").setGates("seen = label").fit(rows);
    assertThat(reasons(model.transform(rows)))
        .startsWith("good: null", "low: seen = label: no score");
  }

  @Test
  void countsWhatEachGateRefuses() {
    var counts =
        gate().fit(table()).counts(table()).collectAsList().stream()
            .map(row -> "%s %s %d".formatted(row.get(0), row.get(1), row.getLong(2)))
            .toList();
    assertThat(counts)
        .containsExactly(
            "1 null 1",
            "1 score >= q0.1 1",
            "2 null 1",
            "2 score >= q0.1 1",
            "2 score >= q0.1: no score 2",
            "2 seen = label 1",
            "3 null 0",
            "3 score >= q0.1: no real images of the class 1");
  }

  @Test
  void gatesThatRefuseEverythingCountNoneThatPass() {
    var gate = new QualityGate().setLabelCol("label").setGates("score >= 1000").fit(table());
    assertThat(gate.transform(table()).where("lineage.method = 'sample'").isEmpty()).isTrue();
    assertThat(gate.counts(table()).where("gate is null").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getLong(2))
        .containsExactly("1 0", "2 0", "3 0");
  }

  @Test
  void refusesGatesThatItCannotRead() {
    for (var bad :
        new String[] {"score", "score > 1", "score >= q2", "score >= high", "score >= NaN", ""}) {
      assertThatThrownBy(() -> new QualityGate().setGates(bad))
          .hasMessageContaining(
              "Gate is \"%s\" but must be COLUMN >= VALUE, COLUMN <= VALUE or COLUMN = COLUMN"
                  .formatted(bad));
    }
    assertThatThrownBy(() -> new QualityGate().setGates("seen >= 1").fit(table()))
        .hasMessage(
            "Column \"seen\" of gates has type string but must be a number or boolean; cast it");
    assertThatThrownBy(() -> new QualityGate().setGates())
        .hasMessageContaining("gates is empty but must have one or more");
    assertThatThrownBy(() -> new QualityGate().fit(table()))
        .hasMessageContaining("is not set but must be; give it gates such as");
    assertThatThrownBy(() -> new QualityGate().setGates("sore >= 1").fit(table()))
        .hasMessageStartingWith(
            "Column \"sore\" of gates is missing but must be one of: key, label, seen, score, lineage, lineage.sourceKey, ");
  }
}
