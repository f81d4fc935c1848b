package dev.variegate.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark saves of a search for the best Params of stages within an AugmentedEstimator. */
class SavedGridTest {

  private static final Dataset<Row> TABLE =
      Images.table(Images.ofClass("bag", 9), Images.ofClass("coat", 9)).cache();

  @TempDir Path folder;

  private final NaiveBayes learner = new NaiveBayes().setLabelCol("class");
  private final ClassicAugmenter augmenter =
      new ClassicAugmenter().setPolicy(Specimens.POLICY).setKeyCol("key");
  private final AugmentedEstimator<PipelineModel> whole =
      new AugmentedEstimator<PipelineModel>()
          .setAugmenters(augmenter)
          .setEstimator(
              new Pipeline()
                  .setStages(
                      new PipelineStage[] {
                        new StringIndexer().setInputCol("label").setOutputCol("class"),
                        Specimens.vectorizer(),
                        learner
                      }));
  private final ParamMap[] grid =
      new ParamGridBuilder()
          .addGrid(learner.smoothing(), new double[] {0.5, 1.0})
          .addGrid(augmenter.copies(), new int[] {1, 2})
          .build();

  @Test
  void aCrossValidatorAndItsModelAreSavedWithAGridOverInnerParams() throws Exception {
    var search = crossValidator(grid);
    search.save(path("search"));
    var found = search.fit(TABLE);
    found.save(path("found"));
    var loaded = CrossValidatorModel.load(path("found"));
    requireClose(loaded.transform(TABLE), found.transform(TABLE));
    assertThat(texts(loaded.getEstimatorParamMaps())).isEqualTo(texts(grid));
    var again = CrossValidator.load(path("search")).fit(TABLE);
    assertThat(again.avgMetrics()).isEqualTo(found.avgMetrics());
    requireClose(again.transform(TABLE), found.transform(TABLE));
  }

  /**
   * MLlib sums gradients as tasks finish, and a native BLAS as arrays happen to lie in memory, so
   * that a second run may round otherwise.
   */
  private static void requireClose(Dataset<Row> made, Dataset<Row> expected) {
    var some = made.orderBy("key").select("key", "probability").collectAsList();
    var others = expected.orderBy("key").select("key", "probability").collectAsList();
    assertThat(some).hasSameSizeAs(others).isNotEmpty();
    for (int i = 0; i < some.size(); i++) {
      assertThat(some.get(i).getString(0)).isEqualTo(others.get(i).getString(0));
      assertThat(some.get(i).<Vector>getAs(1).toArray())
          .containsExactly(others.get(i).<Vector>getAs(1).toArray(), Offset.offset(1e-9));
    }
  }

  @Test
  void aTrainValidationSplitIsSavedToo() throws Exception {
    var found =
        new TrainValidationSplit()
            .setEstimator(whole)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MulticlassClassificationEvaluator().setLabelCol("class"))
            .setSeed(1)
            .fit(TABLE);
    found.save(path("split"));
    var loaded = TrainValidationSplitModel.load(path("split"));
    requireClose(loaded.transform(TABLE), found.transform(TABLE));
  }

  @Test
  void aSearchWithinAPipelineIsSavedToo() throws Exception {
    var found = new Pipeline().setStages(new PipelineStage[] {crossValidator(grid)}).fit(TABLE);
    found.save(path("pipeline"));
    requireClose(PipelineModel.load(path("pipeline")).transform(TABLE), found.transform(TABLE));
  }

  @Test
  void aGridOfWholeAugmentersIsSavedWithAllTheirParams() throws Exception {
    var other = Specimens.balancer();
    var augmenters =
        new ParamMap[] {
          new ParamMap().put(whole.augmenters(), new PipelineStage[] {augmenter}),
          new ParamMap().put(whole.augmenters(), new PipelineStage[] {other, augmenter})
        };
    crossValidator(augmenters).save(path("augmenters"));
    var loaded = CrossValidator.load(path("augmenters")).getEstimatorParamMaps();
    var stages = loaded[1].apply(whole.augmenters());
    assertThat(stages).extracting(PipelineStage::uid).containsExactly(other.uid(), augmenter.uid());
    assertThat(stages[0].explainParams()).isEqualTo(other.explainParams());
    assertThat(stages[1].explainParams()).isEqualTo(augmenter.explainParams());
  }

  @Test
  void aGridOfStagesThatAreMoreThanParamsIsRefused() {
    var pipeline = new Pipeline("inner").setStages(new PipelineStage[] {augmenter});
    var augmenters = new ParamMap().put(whole.augmenters(), new PipelineStage[] {pipeline});
    var search = crossValidator(new ParamMap[] {augmenters});
    assertThatThrownBy(() -> search.save(path("refused")))
        .hasMessage(
            "augmenters has inner, which is more than its Params and cannot be saved as part of a grid; vary Params of the stage instead");
  }

  @Test
  void whatSparkLooksForIsNoParam() {
    assertThat(whole.params())
        .extracting(param -> param.name())
        .containsExactly("augmenters", "estimator", "storageLevel");
  }

  private CrossValidator crossValidator(ParamMap[] maps) {
    return new CrossValidator()
        .setEstimator(whole)
        .setEstimatorParamMaps(maps)
        .setEvaluator(new MulticlassClassificationEvaluator().setLabelCol("class"))
        .setNumFolds(2)
        .setParallelism(2)
        .setSeed(1);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> texts(ParamMap[] maps) {
    return Arrays.stream(maps)
        .map(map -> map.toString().lines().map(String::strip).sorted().toList().toString())
        .toList();
  }
}
