package dev.variegate.stage.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that say how many new images are made, of what classes, and what they are called. */
public interface SampleParams<S> extends Params {

  default Param<String> counts() {
    return ParamSupport.text(
        this,
        "counts",
        "number of images to make of each class, as JSON {\"shirt\": 200}, by name or index in the model's labels; or a single number, for an unconditional model",
        text -> ClassCount.parse(text, "counts"));
  }

  default Param<String> outputLabel() {
    return ParamSupport.text(
        this,
        "outputLabel",
        "class written for images from an unconditional model; if empty, null");
  }

  default DoubleParam truncation() {
    return ParamSupport.real(
        this,
        "truncation",
        "truncation of normal latents, 0.1 or more: numbers beyond it are redrawn, unless the network truncates itself; lower values give more typical and less varied images; if unset, what the model states");
  }

  default Param<String> keyPrefix() {
    return ParamSupport.text(
        this,
        "keyPrefix",
        "prefix of the keys, which are prefix/class/number; another prefix makes different images");
  }

  default IntParam partitions() {
    return ParamSupport.whole(
        this,
        "partitions",
        "number of partitions of the generated rows; if unset, as many as keep the cores busy; changes no image",
        value -> ParamSupport.requirePositive((int) value, "partitions"));
  }

  default S setCounts(String value) {
    return ParamSupport.set(this, counts(), value);
  }

  default String getCounts() {
    return getOrDefault(counts());
  }

  default S setOutputLabel(String value) {
    return ParamSupport.set(this, outputLabel(), value);
  }

  default String getOutputLabel() {
    return getOrDefault(outputLabel());
  }

  default S setTruncation(double value) {
    return ParamSupport.set(this, truncation(), value);
  }

  default double getTruncation() {
    return (double) getOrDefault(truncation());
  }

  default S setKeyPrefix(String value) {
    return ParamSupport.set(this, keyPrefix(), value);
  }

  default String getKeyPrefix() {
    return getOrDefault(keyPrefix());
  }

  default S setPartitions(int value) {
    return ParamSupport.set(this, partitions(), value);
  }

  default int getPartitions() {
    return (int) getOrDefault(partitions());
  }
}
