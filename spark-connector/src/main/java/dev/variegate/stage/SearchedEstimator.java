package dev.variegate.stage;

import java.util.Arrays;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ValidatorParams;

/**
 * An Estimator of other stages, whose Params a grid may vary and a CrossValidator can save.
 *
 * <p>Spark saves a grid only if it finds the stage of each Param, and it looks into its own
 * meta-algorithms alone (MetaAlgorithmReadWrite.getUidMap). Of these ValidatorParams is the one
 * that is an interface; what it asks for beside the stages is no Param of this Estimator.
 *
 * @param <M> what is fitted
 */
abstract class SearchedEstimator<M extends Model<M>> extends Estimator<M>
    implements ValidatorParams {

  private static final long serialVersionUID = 1L;

  private static final Set<String> HIDDEN = Set.of("evaluator", "estimatorParamMaps", "seed");

  /** All stages that Params of a grid may belong to. */
  abstract PipelineStage[] searched();

  /** The stages that a grid may vary, as one Pipeline: for Spark's writers and readers of grids. */
  @Override
  public Estimator<?> getEstimator() {
    return new Pipeline(uid() + "_stages").setStages(searched());
  }

  /** One that belongs to nothing, for Spark asks for it. */
  @Override
  public Evaluator getEvaluator() {
    return new MulticlassClassificationEvaluator(uid() + "_none");
  }

  @Override
  public Param<?>[] params() {
    return Arrays.stream(super.params())
        .filter(param -> !HIDDEN.contains(param.name()))
        .toArray(Param<?>[]::new);
  }

  @Override
  public Param<Evaluator> evaluator() {
    return new Param<>(this, "evaluator", "unused");
  }

  @Override
  public Param<ParamMap[]> estimatorParamMaps() {
    return new Param<>(this, "estimatorParamMaps", "unused");
  }

  @Override
  public LongParam seed() {
    return new LongParam(this, "seed", "unused");
  }

  // What a Scala class would set the fields of its traits by; here Params are no fields.

  @Override
  public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$estimator_$eq(
      Param<Estimator<?>> value) {}

  @Override
  public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$estimatorParamMaps_$eq(
      Param<ParamMap[]> value) {}

  @Override
  public void org$apache$spark$ml$tuning$ValidatorParams$_setter_$evaluator_$eq(
      Param<Evaluator> value) {}

  @Override
  public void org$apache$spark$ml$param$shared$HasSeed$_setter_$seed_$eq(LongParam value) {}
}
