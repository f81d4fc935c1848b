package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.variegate.stage.train.FlowTrainer;
import dev.variegate.testing.TinyModels;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikelihoodScorerTest {

  /** The mean of the samples less one. */
  private static final String PLAIN =
      TinyModels.imageScorer(TinyModels.folder("likelihood")).toString();

  /** The mean of the samples less one, plus the place of the class: circle, square, cross. */
  private static final String OF_CLASSES =
      TinyModels.classScorer(TinyModels.folder("class-likelihoods")).toString();

  /** Those of an image of the network. */
  private static final int SAMPLES = 8 * 8;

  private static final Dataset<Row> TABLE =
      Images.unbalanced().withColumn("label", functions.lit("square"));

  @TempDir private Path folder;

  @Test
  void bitsPerDimensionAreNatsOverSamples() {
    var rows = scorer(PLAIN).transform(TABLE).collectAsList();
    assertThat(rows)
        .hasSize((int) TABLE.count())
        .allSatisfy(
            row -> {
              double nats = row.getAs("logLikelihood");
              assertThat(nats).isBetween(-1.0, 0.0);
              assertThat(row.<Double>getAs("bitsPerDimension"))
                  .isCloseTo(-nats / (Math.log(2) * SAMPLES), within(1e-12));
            });
    assertThat(rows.stream().map(row -> row.<Double>getAs("logLikelihood")).distinct())
        .hasSizeGreaterThan(1);
  }

  @Test
  void anImageIsScoredAsOneOfItsClass() {
    var plain = scorer(PLAIN).transform(TABLE).collectAsList();
    var made = scorer(OF_CLASSES).transform(TABLE).collectAsList();
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i).<Double>getAs("logLikelihood"))
          .isCloseTo(plain.get(i).<Double>getAs("logLikelihood") + 1, within(1e-6));
    }
  }

  @Test
  void withoutAClassAllAreEquallyLikely() {
    double factor = Math.log((1 + Math.E + Math.exp(2)) / 3);
    var plain = scorer(PLAIN).transform(TABLE).collectAsList();
    var made = scorer(OF_CLASSES).transform(TABLE.drop("label")).collectAsList();
    for (int i = 0; i < made.size(); i++) {
      assertThat(made.get(i).<Double>getAs("logLikelihood"))
          .isCloseTo(plain.get(i).<Double>getAs("logLikelihood") + factor, within(1e-6));
    }
  }

  @Test
  void theClassFollowsByBayesRule() {
    double sum = 1 + Math.E + Math.exp(2);
    var scorer = scorer(OF_CLASSES).setPosteriorCol("posterior").setPredictionCol("prediction");
    assertThat(scorer.transform(TABLE).collectAsList())
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs("prediction")).isEqualTo("cross");
              assertThat(row.<Vector>getAs("posterior").toArray())
                  .containsExactly(
                      new double[] {1 / sum, Math.E / sum, Math.exp(2) / sum}, within(1e-6));
            });
  }

  @Test
  void partitionsChangeNoScore() {
    var scorer = scorer(OF_CLASSES).setPosteriorCol("posterior");
    var expected = scored(scorer, TABLE.coalesce(1));
    for (int partitions : new int[] {3, 7}) {
      assertThat(scored(scorer, TABLE.repartition(partitions))).isEqualTo(expected);
    }
  }

  private static List<String> scored(LikelihoodScorer scorer, Dataset<Row> table) {
    return scorer
        .transform(table)
        .select("key", "logLikelihood", "posterior")
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  @Test
  void aTrainedFlowScoresWithTheNetworkBesideIt() {
    var table = Images.table(Images.ofClass("bag", 12), Images.ofClass("coat", 12));
    var flow =
        new FlowTrainer()
            .setOutput(folder.toString())
            .setLicense("MIT")
            .setEpochs(1)
            .setBatchSize(8)
            .setCouplings(2)
            .setWidth(4)
            .fit(table);
    var scorer = scorer(flow.getModel() + "/likelihood").setPredictionCol("prediction");
    assertThat(scorer.transform(table).collectAsList())
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("bitsPerDimension")).isBetween(0.0, 30.0);
              assertThat(row.<String>getAs("prediction")).isIn("bag", "coat");
            });
  }

  @Test
  void aClassThatTheModelDoesNotKnowIsARowThatCannotBeUsed() {
    var table = Images.unbalanced();
    assertThatThrownBy(() -> scorer(OF_CLASSES).transform(table).count())
        .rootCause()
        .hasMessageContaining("for model tiny-class-likelihood 1.0.0");
    assertThat(scorer(OF_CLASSES).setHandleInvalid("skip").transform(table).count()).isZero();
  }

  @Test
  void aModelWithoutClassesHasNoPosterior() {
    assertThatThrownBy(() -> scorer(PLAIN).setPosteriorCol("posterior").transform(TABLE))
        .hasMessage(
            "posteriorCol or predictionCol is set, but model tiny-likelihood 1.0.0 takes no class; unset them, or take a model that was trained with classes");
  }

  @Test
  void aModelOfFeaturesIsRefused() {
    var head = TinyModels.scorer(folder.resolve("head"), 4).toString();
    assertThatThrownBy(() -> scorer(head).transform(TABLE))
        .hasMessage(
            "Model tiny-head 1.0.0 scores features but must score images; take another model");
  }

  @Test
  void aColumnOfClassesThatIsNamedMustBeThere() {
    assertThatThrownBy(() -> scorer(OF_CLASSES).setLabelCol("kind").transform(TABLE))
        .hasMessageContaining("\"kind\"");
  }

  private static LikelihoodScorer scorer(String model) {
    return new LikelihoodScorer().setModel(model).setAllowUnlicensed(true);
  }
}
