package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.variegate.stage.Recorder.Seen;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AugmentedEstimatorTest {

  private static final Dataset<Row> TABLE = Images.unbalanced();
  private static final Set<String> REAL = new HashSet<>(Recorder.images(TABLE));

  @BeforeEach
  void forget() {
    Recorder.TRAINED.clear();
    Recorder.PREDICTED.clear();
  }

  @Test
  void aCrossValidatorTriesModelsOnRealImagesOnly() {
    var recorder = new Recorder();
    var estimator =
        new AugmentedEstimator<Recorder.Fitted>().setAugmenters(augmenter()).setEstimator(recorder);
    crossValidate(estimator, recorder);
    assertThat(Recorder.PREDICTED).hasSize(6); // 3 folds of 2 settings
    assertThat(Recorder.PREDICTED).allMatch(AugmentedEstimatorTest::isReal);
    assertThat(Recorder.TRAINED).noneMatch(AugmentedEstimatorTest::isReal);
    assertThat(Recorder.PREDICTED).extracting(Seen::depth).containsOnly(1, 2);
    assertThat(Recorder.PREDICTED.stream().mapToInt(seen -> seen.images().size()).sum())
        .isEqualTo(2 * REAL.size());
  }

  @Test
  void theSameCheckCatchesAnAugmenterThatStandsPlainlyInThePipeline() {
    var recorder = new Recorder();
    var faulty = new Pipeline().setStages(new PipelineStage[] {augmenter(), recorder});
    crossValidate(faulty, recorder);
    assertThat(Recorder.PREDICTED).hasSize(6).noneMatch(AugmentedEstimatorTest::isReal);
  }

  @Test
  void aGridMayVaryTheAugmentersThemselves() {
    var estimator =
        new AugmentedEstimator<Recorder.Fitted>()
            .setAugmenters(augmenter())
            .setEstimator(new Recorder());
    var other = Specimens.balancer();
    var copied =
        estimator.copy(new ParamMap().put(estimator.augmenters(), new PipelineStage[] {other}));
    assertThat(copied.getOrDefault(copied.augmenters()))
        .extracting(PipelineStage::uid)
        .containsExactly(other.uid());
  }

  @Test
  void aWholePipelineIsTrainedOnBalancedRowsAndPredictsOnRealOnes() {
    var learner =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol("label").setOutputCol("index"),
                  Specimens.vectorizer(),
                  new LogisticRegression().setLabelCol("index").setMaxIter(2)
                });
    var model =
        new AugmentedEstimator<PipelineModel>()
            .setAugmenters(Specimens.balancer(), augmenter())
            .setEstimator(learner)
            .fit(TABLE);
    var predicted = model.transform(TABLE);
    assertThat(predicted.count()).isEqualTo(TABLE.count());
    assertThat(predicted.columns()).contains("prediction").doesNotContain("lineage");
  }

  @Test
  void paramMapsReachAugmentersToo() {
    var augmenter = augmenter();
    var recorder = new Recorder();
    var estimator =
        new AugmentedEstimator<Recorder.Fitted>().setAugmenters(augmenter).setEstimator(recorder);
    estimator.fit(TABLE, new ParamMap().put(augmenter.copies(), 3));
    assertThat(Recorder.TRAINED.get(0).images()).hasSize(4 * REAL.size());
  }

  @Test
  void missingPartsAreReported() {
    var estimator = new AugmentedEstimator<Recorder.Fitted>("e");
    assertThatThrownBy(() -> estimator.transformSchema(Images.SCHEMA))
        .hasMessage(
            "augmenters of e is not set but must be; give it stages such as a ClassicAugmenter");
    assertThatThrownBy(() -> estimator.setAugmenters(augmenter()).fit(TABLE))
        .hasMessage("estimator of e is not set but must be; give it what is to be trained");
    assertThatThrownBy(estimator::setAugmenters)
        .hasMessage(
            "augmenters has no stage but must have at least one; give a ClassicAugmenter, or use the estimator by itself");
  }

  private static ClassicAugmenter augmenter() {
    return new ClassicAugmenter().setPolicy(Specimens.POLICY).setKeyCol("key");
  }

  private static void crossValidate(Estimator<?> estimator, Recorder recorder) {
    var grid = new ParamGridBuilder().addGrid(recorder.depth(), new int[] {1, 2}).build();
    new CrossValidator()
        .setEstimator(estimator)
        .setEstimatorParamMaps(grid)
        .setEvaluator(new Constant())
        .setNumFolds(3)
        .setSeed(1)
        .fit(TABLE);
    assertThat(Recorder.TRAINED).hasSize(7); // and the best once more on all
  }

  private static boolean isReal(Seen seen) {
    return REAL.containsAll(seen.images());
  }

  /** Finds all models equally good. */
  private static final class Constant extends Evaluator {

    private static final long serialVersionUID = 1L;

    @Override
    public double evaluate(Dataset<?> dataset) {
      return 0;
    }

    @Override
    public String uid() {
      return "constant";
    }

    @Override
    public Evaluator copy(ParamMap extra) {
      return this;
    }
  }
}
