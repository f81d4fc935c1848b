package dev.variegate.stage;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.StagesParam;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits an estimator on augmented rows and returns the fitted model alone, which augments nothing
 * when it predicts.
 *
 * <p>Spark keeps every Transformer of a Pipeline in its PipelineModel, so an augmenter in the
 * middle of a pipeline changes test images too. Wrapped here, a CrossValidator augments its
 * training folds and leaves its test folds alone. Param maps reach the augmenters and the inner
 * estimator, so that a grid may vary both, and a CrossValidator or TrainValidationSplit with such a
 * grid can be saved. A grid of whole augmenters or learners can be saved if their Params are their
 * whole state, as with all augmenters here, but not with Pipelines: vary the Params of their stages
 * instead.
 *
 * @param <M> type of the fitted model
 */
public final class AugmentedEstimator<M extends Model<M>> extends SearchedEstimator<M>
    implements MLWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  public AugmentedEstimator() {
    this(Identifiable$.MODULE$.randomUID("augmentedEstimator"));
  }

  public AugmentedEstimator(String uid) {
    this.uid = uid;
    setDefault(storageLevel(), "MEMORY_AND_DISK");
  }

  public static <M extends Model<M>> MLReader<AugmentedEstimator<M>> read() {
    return new AugmentedEstimatorFiles.Reader<>();
  }

  public static <M extends Model<M>> AugmentedEstimator<M> load(String path) {
    return AugmentedEstimator.<M>read().load(path);
  }

  @Override
  public String uid() {
    return uid;
  }

  public Param<PipelineStage[]> augmenters() {
    return new StagesParam(
        this,
        "augmenters",
        "stages that expand the training rows, in order: Transformers, or Estimators such as ClassBalancer",
        AugmentedEstimator::requireSome);
  }

  /** The estimator to fit on the expanded rows; of the type that {@link #setEstimator} takes. */
  @Override
  public Param<Estimator<?>> estimator() {
    return ParamSupport.other(
        this,
        "estimator",
        "estimator to train on the expanded rows; may be a Pipeline",
        Estimator.class,
        any -> {});
  }

  public Param<String> storageLevel() {
    return ParamSupport.text(
        this,
        "storageLevel",
        "where Spark caches the expanded rows during training, so that they are computed once; NONE recomputes them on each pass",
        StorageLevel::fromString);
  }

  public AugmentedEstimator<M> setAugmenters(PipelineStage... value) {
    return ParamSupport.set(this, augmenters(), value.clone());
  }

  public PipelineStage[] getAugmenters() {
    return getOrDefault(augmenters()).clone();
  }

  public AugmentedEstimator<M> setEstimator(Estimator<M> value) {
    return ParamSupport.set(this, estimator(), value);
  }

  public AugmentedEstimator<M> setStorageLevel(String value) {
    return ParamSupport.set(this, storageLevel(), value);
  }

  public String getStorageLevel() {
    return getOrDefault(storageLevel());
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  /**
   * Checks the augmenters and the inner estimator; returns the schema of the fitted model for rows
   * that were not augmented.
   */
  @Override
  public StructType transformSchema(StructType schema) {
    requireParts();
    var expanded = schema;
    for (var stage : getOrDefault(augmenters())) {
      expanded = stage.transformSchema(expanded);
    }
    learner().transformSchema(expanded);
    return learner().transformSchema(schema);
  }

  @Override
  public M fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    ParamSupport.requireTable(this, dataset, "what is trained reads all rows");
    var expanded = expanded(dataset.toDF());
    expanded.persist(StorageLevel.fromString(getOrDefault(storageLevel())));
    try {
      return learner().fit(expanded);
    } finally {
      expanded.unpersist();
    }
  }

  @Override
  public AugmentedEstimator<M> copy(ParamMap extra) {
    AugmentedEstimator<M> copied = defaultCopy(extra);
    if (copied.isDefined(copied.augmenters())) {
      copied.setAugmenters(
          Arrays.stream(copied.getOrDefault(copied.augmenters()))
              .map(stage -> stage.copy(extra))
              .toArray(PipelineStage[]::new));
    }
    return copied.isDefined(copied.estimator())
        ? copied.setEstimator(copied.learner().copy(extra))
        : copied;
  }

  @Override
  PipelineStage[] searched() {
    return Stream.concat(
            ParamSupport.value(this, augmenters()).stream().flatMap(Arrays::stream),
            ParamSupport.value(this, estimator()).stream())
        .toArray(PipelineStage[]::new);
  }

  @Override
  public MLWriter write() {
    requireParts();
    return new AugmentedEstimatorFiles.Writer(this);
  }

  @SuppressWarnings("unchecked") // as it was set
  private Estimator<M> learner() {
    return (Estimator<M>) getOrDefault(estimator());
  }

  private Dataset<Row> expanded(Dataset<Row> rows) {
    var expanded = rows;
    for (var stage : getOrDefault(augmenters())) {
      var transformer =
          stage instanceof Estimator<?> inner ? inner.fit(expanded) : (Transformer) stage;
      expanded = transformer.transform(expanded);
    }
    return expanded;
  }

  private void requireParts() {
    ParamSupport.requireSet(this, augmenters(), "give it stages such as a ClassicAugmenter");
    ParamSupport.requireSet(this, estimator(), "give it what is to be trained");
  }

  private static void requireSome(PipelineStage[] stages) {
    for (var stage : stages) {
      if (!(stage instanceof Transformer) && !(stage instanceof Estimator<?>)) {
        throw new IllegalArgumentException(
            "augmenters has %s but must have Transformers and Estimators only; remove it"
                .formatted(stage));
      }
    }
    if (stages.length == 0) {
      throw new IllegalArgumentException(
          "augmenters has no stage but must have at least one; give a ClassicAugmenter, or use the estimator by itself");
    }
  }
}
