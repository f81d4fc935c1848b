package dev.variegate.stage.param;

import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;

/** The Params of an audit of sources. */
public interface AuditParams<S> extends HasImageInput<S>, HasDecoding<S> {

  default Param<String> outputCol() {
    return ParamSupport.column(
        this, "outputCol", "new column of scores, group and issues of each image (struct)");
  }

  default Param<String> weightCol() {
    return ParamSupport.column(
        this,
        "weightCol",
        "new column of the weight of each source in a plan (double), 0 where it has issues; if unset, none is added");
  }

  default Param<String> sourceWeight() {
    return ParamSupport.text(
        this,
        "sourceWeight",
        "weight of sources without issues: uniform (1), uniqueness (1 over the size of its group of near-duplicates) or hardness (1 less the probability of its label, at least 0.05)",
        SourceWeight::parse);
  }

  default Param<String> keyCol() {
    return ParamSupport.column(
        this,
        "keyCol",
        "column of row keys (string), which must differ; the least one of a group names it");
  }

  default Param<String> labelCol() {
    return ParamSupport.column(
        this,
        "labelCol",
        "column of classes: string, integer, or double with whole values; if unset, all images are of one class and no label is checked");
  }

  default Param<String> featuresCol() {
    return ParamSupport.column(
        this,
        "featuresCol",
        "column of features that labels are checked by (vector); if unset, the pixels at 16 by 16");
  }

  default Param<String> thresholds() {
    return ParamSupport.text(
        this,
        "thresholds",
        "score from which a check flags an image, above 0 to 1, or false for a check that is off, as JSON; checks that are not named: dark 0.68, light 0.95, blurry 0.84, lowEntropy 0.875, oddSize 0.9, oddAspect 0.65, exactDuplicate 1, nearDuplicate 0.9, labelSuspect 0.96",
        CheckThresholds::parse);
  }

  default DoubleParam minSimilarity() {
    return DuplicateParams.similarity(this);
  }

  default LongParam seed() {
    return ParamSupport.large(
        this,
        "seed",
        "random seed of the five folds by which labels are checked: the same seed gives the same with any partitioning");
  }

  default S setOutputCol(String value) {
    return ParamSupport.set(this, outputCol(), value);
  }

  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  default S setWeightCol(String value) {
    return ParamSupport.set(this, weightCol(), value);
  }

  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  default S setSourceWeight(String value) {
    return ParamSupport.set(this, sourceWeight(), value);
  }

  default String getSourceWeight() {
    return getOrDefault(sourceWeight());
  }

  default S setKeyCol(String value) {
    return ParamSupport.set(this, keyCol(), value);
  }

  default String getKeyCol() {
    return getOrDefault(keyCol());
  }

  default S setLabelCol(String value) {
    return ParamSupport.set(this, labelCol(), value);
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default S setFeaturesCol(String value) {
    return ParamSupport.set(this, featuresCol(), value);
  }

  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  default S setThresholds(String value) {
    return ParamSupport.set(this, thresholds(), value);
  }

  default String getThresholds() {
    return getOrDefault(thresholds());
  }

  default S setMinSimilarity(double value) {
    return ParamSupport.set(this, minSimilarity(), value);
  }

  default double getMinSimilarity() {
    return (double) getOrDefault(minSimilarity());
  }

  default S setSeed(long value) {
    return ParamSupport.set(this, seed(), value);
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }
}
