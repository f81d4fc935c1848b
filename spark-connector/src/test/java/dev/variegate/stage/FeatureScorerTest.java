package dev.variegate.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.row.FeatureExtractor;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureScorerTest {

  @TempDir Path folder;

  private FeatureScorer scorer(int features) {
    return new FeatureScorer()
        .setModel(TinyModels.scorer(folder.resolve("" + features), features).toString());
  }

  private static Dataset<Row> pixels() {
    return Specimens.vectorizer().transform(Images.unbalanced());
  }

  @Test
  void aHeadScoresTheFeaturesOfAnotherStageAndGatesReadIt() {
    var scored = scorer(12).transform(pixels());
    assertThat(scored.collectAsList())
        .allSatisfy(
            row -> {
              double expected = 0;
              var pixels = row.<Vector>getAs("features");
              for (int i = 0; i < 12; i++) {
                expected += (i + 1) * pixels.apply(i);
              }
              assertThat(row.<Double>getAs("score")).isEqualTo(expected, within());
            });
    var made = FeatureExtractor.of(scored.schema().apply("score")).orElseThrow();
    assertThat(made.name()).isEqualTo("tiny-head 1.0.0");
    double middle = scored.stat().approxQuantile("score", new double[] {0.5}, 0)[0];
    var kept =
        new QualityGate()
            .setGates("score >= " + middle)
            .fit(scored)
            .transform(scored.drop("lineage"));
    assertThat(kept.collectAsList())
        .hasSizeBetween(5, 7)
        .allSatisfy(row -> assertThat(row.<Double>getAs("score")).isGreaterThanOrEqualTo(middle));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-4);
  }

  @Test
  void rowsWithoutFeaturesHaveNoScore() {
    var some = pixels().where("label = 'coat'");
    var none = some.withColumn("features", lit(null).cast(SQLDataTypes.VectorType()));
    var scored = scorer(12).transform(some.union(none)).collectAsList();
    assertThat(scored).hasSize(6);
    assertThat(scored).filteredOn(row -> row.isNullAt(row.fieldIndex("score"))).hasSize(3);
  }

  @Test
  void featuresOfAnotherWidthOrTypeAreRefused() {
    var wide = scorer(5).transform(pixels());
    assertThatThrownBy(wide::collectAsList)
        .rootCause()
        .hasMessage(
            "Vector has 12 features but must have 5 for model tiny-head 1.0.0; take the features that it was trained on");
    var table = pixels().withColumn("features", col("label"));
    assertThatThrownBy(() -> scorer(12).transform(table))
        .hasMessage(
            "Column \"features\" of featuresCol has type string but must be a vector or a number; take the features that the model was trained on");
    assertThatThrownBy(() -> new FeatureScorer("s").transform(pixels()))
        .hasMessage("model of s is not set but must be; give it the address of a model bundle");
    var judge = scorer(12).setModel(Specimens.classifier().getModel());
    assertThatThrownBy(() -> judge.transform(pixels()))
        .hasMessage(
            "Model tiny-judge 1.0.0 is asked for \"score\" but offers [classify]; take a model that can");
    assertThat(List.of(pixels().columns())).doesNotContain("score");
  }
}
