package dev.variegate.stage.measure;

import dev.variegate.stage.param.ParamSupport;
import java.util.Arrays;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/** The Params of what scores generated images beside real ones. */
public interface EvaluatorParams<S> extends Params {

  int MAX_NEIGHBORS = 100;

  default Param<String> featuresCol() {
    return ParamSupport.column(
        this, "featuresCol", "column of features (vector); rows without are left out");
  }

  default Param<String> labelCol() {
    return ParamSupport.column(
        this,
        "labelCol",
        "column of classes, each of which the table of scores has too; if unset, images are scored overall alone");
  }

  default Param<String> predictionCol() {
    return ParamSupport.column(
        this,
        "predictionCol",
        "column of the classes that a classifier sees (the text of labels), for label-agreement");
  }

  default Param<String> metricName() {
    return ParamSupport.text(
        this,
        "metricName",
        "score that evaluate gives: fid, kid, precision, recall, density, coverage, vendi, label-agreement, classification-accuracy or reverse-accuracy; authenticity and nearest, which noise would win by, are for the table alone",
        EvaluatorParams::requireGoal);
  }

  default StringArrayParam metrics() {
    return ParamSupport.texts(
        this,
        "metrics",
        "scores of the table; if empty, all that its columns allow",
        words -> Arrays.stream(words).forEach(word -> Metric.parse(word, "metrics")));
  }

  default IntParam neighbors() {
    return ParamSupport.whole(
        this,
        "neighbors",
        "how many nearest images make the neighborhood of an image, 1 to 100; 0 for those of the papers: 3 for precision and recall, 5 for density and coverage",
        value -> requireNeighbors((int) value));
  }

  default IntParam maxFeatures() {
    return ParamSupport.whole(
        this,
        "maxFeatures",
        "maximum number of features; more are projected to so many at random, by the seed; 0 for no limit",
        value -> requireMaxFeatures((int) value));
  }

  default LongParam seed() {
    return new LongParam(this, "seed", "seed of the projection to maxFeatures");
  }

  default S setFeaturesCol(String value) {
    return ParamSupport.set(this, featuresCol(), value);
  }

  default String getFeaturesCol() {
    return getOrDefault(featuresCol());
  }

  default S setLabelCol(String value) {
    return ParamSupport.set(this, labelCol(), value);
  }

  default String getLabelCol() {
    return getOrDefault(labelCol());
  }

  default S setPredictionCol(String value) {
    return ParamSupport.set(this, predictionCol(), value);
  }

  default String getPredictionCol() {
    return getOrDefault(predictionCol());
  }

  default S setMetricName(String value) {
    return ParamSupport.set(this, metricName(), value);
  }

  default String getMetricName() {
    return getOrDefault(metricName());
  }

  default S setMetrics(String... value) {
    return ParamSupport.set(this, metrics(), value);
  }

  default String[] getMetrics() {
    return getOrDefault(metrics()).clone();
  }

  default S setNeighbors(int value) {
    return ParamSupport.set(this, neighbors(), value);
  }

  default int getNeighbors() {
    return (int) getOrDefault(neighbors());
  }

  default S setMaxFeatures(int value) {
    return ParamSupport.set(this, maxFeatures(), value);
  }

  default int getMaxFeatures() {
    return (int) getOrDefault(maxFeatures());
  }

  default S setSeed(long value) {
    return ParamSupport.set(this, seed(), value);
  }

  default long getSeed() {
    return (long) getOrDefault(seed());
  }

  private static void requireGoal(String word) {
    var metric = Metric.parse(word, "metricName");
    if (metric == Metric.AUTHENTICITY || metric == Metric.NEAREST) {
      throw new IllegalArgumentException(
          "metricName is %s but must be a score that a better generator improves; noise has the best %s: take fid, kid or coverage, and look at it in the table of scores"
              .formatted(metric, metric));
    }
  }

  private static void requireNeighbors(int given) {
    if (given < 0 || given > MAX_NEIGHBORS) {
      throw new IllegalArgumentException(
          "neighbors is %d but must be 1 to %d, or 0 for those of the papers; 5 is usual"
              .formatted(given, MAX_NEIGHBORS));
    }
  }

  private static void requireMaxFeatures(int given) {
    if (given < 0) {
      throw new IllegalArgumentException(
          "maxFeatures is %d but must be 0 (no limit) or more; raise it".formatted(given));
    }
  }
}
