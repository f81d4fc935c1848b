package dev.variegate.stage;

import static dev.variegate.stage.FeatureTables.both;
import static dev.variegate.stage.FeatureTables.normal;
import static dev.variegate.stage.FeatureTables.rows;
import static dev.variegate.stage.FeatureTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.variegate.io.IdxFolder;
import dev.variegate.model.ModelBundle;
import dev.variegate.quality.distribution.FeatureBlock;
import dev.variegate.quality.distribution.FrechetDistance;
import dev.variegate.quality.distribution.Moments;
import dev.variegate.quality.distribution.Neighbors;
import dev.variegate.quality.distribution.PairwiseScores;
import dev.variegate.quality.distribution.VendiScore;
import dev.variegate.testing.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerativeEvaluatorTest {

  private static Dataset<Row> twoClasses() {
    var first =
        both(
            rows("a", false, normal("real a", 1300, 12, 0)),
            rows("a", true, normal("generated a", 1100, 12, 0.2)));
    var second =
        both(
            rows("b", false, normal("real b", 60, 12, 2)),
            rows("b", true, normal("real b", 60, 12, 2)));
    return table(both(first, second));
  }

  private static GenerativeEvaluator evaluator(String metric) {
    return new GenerativeEvaluator().setMetricName(metric);
  }

  @Test
  void blocksOnSparkHaveTheScoresOfOneJvm() {
    var real = normal("real", 2100, 10, 0);
    var generated = normal("generated", 1200, 10, 0.3);
    var table = table(both(rows("a", false, real), rows("a", true, generated)));
    var ofReal = FeatureBlock.of(real);
    var ofGenerated = FeatureBlock.of(generated);
    var expected = PairwiseScores.of(ofReal, ofGenerated, Neighbors.OF_PAPERS);
    assertThat(evaluator("fid").evaluate(table))
        .isCloseTo(
            FrechetDistance.between(Moments.of(ofReal), Moments.of(ofGenerated)), offset(1e-9));
    assertThat(evaluator("vendi").evaluate(table))
        .isCloseTo(VendiScore.of(Moments.ofDirections(ofGenerated)), offset(1e-9));
    var scores =
        new GenerativeEvaluator()
            .scores(table).collectAsList().stream()
                .collect(Collectors.toMap(row -> row.getString(1), row -> row.getDouble(2)));
    assertThat(scores.get("kid")).isCloseTo(expected.kid(), offset(1e-9));
    assertThat(scores.get("precision")).isEqualTo(expected.precision());
    assertThat(scores.get("recall")).isEqualTo(expected.recall());
    assertThat(scores.get("density")).isEqualTo(expected.density());
    assertThat(scores.get("coverage")).isEqualTo(expected.coverage());
    assertThat(scores.get("authenticity")).isEqualTo(expected.authenticity());
    assertThat(scores.get("nearest")).isCloseTo(expected.nearest(), offset(1e-9));
  }

  @Test
  void scoresHaveTheSameBitsAtAnyPartitioning() {
    var table = twoClasses();
    var evaluator =
        new GenerativeEvaluator()
            .setLabelCol("label")
            .setMaxFeatures(5)
            .setSeed(3)
            .setMetrics("fid", "kid", "coverage", "vendi", "classification-accuracy");
    var one = evaluator.scores(table.repartition(1)).collectAsList();
    assertThat(one).hasSize(15);
    assertThat(one.get(0).getString(6))
        .isEqualTo("column \"features\", 5 features of 12 by seed 3");
    assertThat(evaluator.scores(table.repartition(3)).collectAsList()).isEqualTo(one);
    assertThat(evaluator.scores(table.repartition(7)).collectAsList()).isEqualTo(one);
  }

  @Test
  void neighborsAreThoseOfThePapersOrAsManyAsAreSet() {
    var real = normal("real", 150, 6, 0);
    var generated = normal("generated", 120, 6, 0.5);
    var table = table(both(rows("a", false, real), rows("a", true, generated)));
    var expected =
        PairwiseScores.of(FeatureBlock.of(real), FeatureBlock.of(generated), Neighbors.all(20));
    assertThat(evaluator("precision").setNeighbors(20).evaluate(table))
        .isEqualTo(expected.precision())
        .isGreaterThan(evaluator("precision").evaluate(table));
    assertThat(evaluator("density").setNeighbors(20).evaluate(table)).isEqualTo(expected.density());
    assertThat(evaluator("coverage").setNeighbors(5).evaluate(table))
        .isEqualTo(evaluator("coverage").evaluate(table));
  }

  @Test
  void aGeneratorThatMemorizesIsCaughtByItsClass() {
    var scores =
        new GenerativeEvaluator()
            .setLabelCol("label")
            .setMetrics("authenticity", "fid")
            .scores(twoClasses());
    var memorized = scores.where("class = 'b' and metric = 'authenticity'").first();
    assertThat(memorized.getDouble(2)).isZero();
    assertThat(memorized.getDouble(3)).isGreaterThan(0.3);
    assertThat(scores.where("class = 'a' and metric = 'authenticity'").first().getDouble(2))
        .isGreaterThan(0.3);
    assertThat(scores.where("class is null and metric = 'fid'").first().getString(6))
        .isEqualTo("column \"features\", 12 features");
  }

  @Test
  void aGeneratorThatCollapsesIsCaught() {
    var one = normal("one", 1, 12, 0).get(0);
    var collapsed = normal("collapsed", 200, 12, 0);
    for (var vector : collapsed) {
      for (int k = 0; k < vector.length; k++) {
        vector[k] = one[k] + 0.01 * vector[k];
      }
    }
    var table =
        table(both(rows("a", false, normal("real", 200, 12, 0)), rows("a", true, collapsed)));
    for (var metric : List.of("vendi", "coverage", "recall")) {
      var row = new GenerativeEvaluator().setMetrics(metric).scores(table).first();
      assertThat(row.getDouble(2)).as(metric).isLessThan(row.getDouble(3) / 4);
    }
  }

  @Test
  void labelAgreementIsTheShareThatAClassifierConfirms() {
    var table =
        twoClasses()
            .withColumn(
                "seen",
                functions.expr("if(label = 'b' and lineage.method = 'sample', 'a', label)"));
    var evaluator = new GenerativeEvaluator().setLabelCol("label").setPredictionCol("seen");
    var scores = evaluator.setMetrics("label-agreement").scores(table).collectAsList();
    assertThat(scores).extracting(row -> row.getString(0)).containsExactly(null, "a", "b");
    assertThat(scores).extracting(row -> row.getDouble(2)).containsExactly(1100 / 1160.0, 1.0, 0.0);
    assertThat(scores).extracting(row -> row.getDouble(3)).containsExactly(1.0, 1.0, 1.0);
    assertThatThrownBy(() -> evaluator("label-agreement").evaluate(table))
        .hasMessageContaining("lacks labelCol and predictionCol; set it, or ask for other scores");
  }

  @Test
  void classifiersAreTrainedOnOneSetAndTestedOnTheOther() {
    var far =
        both(
            both(
                rows("a", false, normal("real a", 40, 3, -5)),
                rows("b", false, normal("real b", 40, 3, 5))),
            both(
                rows("a", true, normal("made a", 30, 3, -5)),
                rows("b", true, normal("made b", 10, 3, -5)))); // all look like a
    var evaluator = new GenerativeEvaluator().setLabelCol("label");
    var scores = evaluator.setMetrics("reverse-accuracy").scores(table(far)).collectAsList();
    assertThat(scores).extracting(row -> row.getDouble(2)).containsExactly(0.75, 1.0, 0.0);
    assertThat(scores).extracting(row -> row.getDouble(3)).containsExactly(1.0, 1.0, 1.0);
    assertThat(evaluator.setMetricName("classification-accuracy").evaluate(table(far)))
        .isBetween(0.3, 0.7); // it knows one kind of image alone
    assertThatThrownBy(() -> evaluator("reverse-accuracy").evaluate(table(far)))
        .hasMessageContaining("lacks labelCol; set it, or ask for other scores");
  }

  @Test
  void aCrossValidatorChoosesHowToSampleByIt() {
    var labels = ModelBundle.open(Path.of(Specimens.model())).description().labels();
    var clothes =
        Path.of(System.getProperty("variegate.root"), "examples/data/fashion-longtail").toString();
    var trousers =
        new IdxFolder(clothes, labels)
            .read(LocalSpark.session())
            .where("label = 'trouser'")
            .limit(80)
            .select("key", "image", "label");
    var sampler = new GenerativeSampler().setModel(Specimens.model());
    sampler.setCounts("{\"trouser\": 40}").setSeed(1);
    var grid =
        new ParamGridBuilder().addGrid(sampler.truncation(), new double[] {0.1, 2.0}).build();
    var stages =
        new PipelineStage[] {
          sampler, new ImageVectorizer().setWidth(14).setHeight(14).setChannels("gray")
        };
    var found =
        new CrossValidator()
            .setEstimator(new Pipeline().setStages(stages))
            .setEstimatorParamMaps(grid)
            .setEvaluator(evaluator("coverage"))
            .setNumFolds(2)
            .setSeed(1)
            .fit(trousers);
    assertThat(found.avgMetrics()[1]).isGreaterThan(found.avgMetrics()[0] + 0.2);
    var best = (GenerativeSampler) ((PipelineModel) found.bestModel()).stages()[0];
    assertThat(best.getTruncation()).isEqualTo(2);
  }

  @Test
  void isSavedAndLoadedWithItsParams(@TempDir Path folder) throws IOException {
    var evaluator =
        new GenerativeEvaluator()
            .setFeaturesCol("f")
            .setLineageCol("made")
            .setLabelCol("l")
            .setPredictionCol("p")
            .setMetricName("kid")
            .setMetrics("fid", "vendi")
            .setMaxFeatures(9)
            .setNeighbors(7)
            .setSeed(4);
    evaluator.save(folder.resolve("evaluator").toString());
    var loaded = GenerativeEvaluator.load(folder.resolve("evaluator").toString());
    assertThat(loaded.explainParams()).isEqualTo(evaluator.explainParams());
    assertThat(loaded.uid()).isEqualTo(evaluator.uid());
    assertThat(loaded.copy(ParamMap.empty()).getMetrics()).containsExactly("fid", "vendi");
  }

  @Test
  void choosesTheLessOrTheMoreByTheMetric() {
    assertThat(evaluator("fid").isLargerBetter()).isFalse();
    assertThat(evaluator("coverage").isLargerBetter()).isTrue();
  }
}
