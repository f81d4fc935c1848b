package dev.variegate.stage.param;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * The Params that say how many new pictures are made, of what classes, and what they are called.
 */
public interface SampleParams<S> extends Params {

  default Param<String> counts() {
    return ParamSupport.text(
        this,
        "counts",
        "pictures to make of each class, as JSON {\"shirt\": 200}; a class is a name or an index of the model's labels; or a number alone, for a model that knows no classes",
        text -> ClassCount.parse(text, "counts"));
  }

  default Param<String> madeLabel() {
    return ParamSupport.text(
        this,
        "madeLabel",
        "class that is written for pictures of a model that knows no classes; where empty, null");
  }

  default DoubleParam truncation() {
    return ParamSupport.real(
        this,
        "truncation",
        "numbers of a normal latent beyond it are drawn again, 0.1 or more: lower gives more typical and less varied pictures; where unset, what the model states");
  }

  default Param<String> keyPrefix() {
    return ParamSupport.text(
        this,
        "keyPrefix",
        "made pictures are named prefix/class/number; another prefix makes other pictures");
  }

  default IntParam partitions() {
    return ParamSupport.whole(
        this,
        "partitions",
        "partitions of the made rows; where unset, as many as keep the cores busy; changes no picture",
        value -> ParamSupport.requirePositive((int) value, "partitions"));
  }

  default S setCounts(String value) {
    return ParamSupport.set(this, counts(), value);
  }

  default S setMadeLabel(String value) {
    return ParamSupport.set(this, madeLabel(), value);
  }

  default S setTruncation(double value) {
    return ParamSupport.set(this, truncation(), value);
  }

  default S setKeyPrefix(String value) {
    return ParamSupport.set(this, keyPrefix(), value);
  }

  default S setPartitions(int value) {
    return ParamSupport.set(this, partitions(), value);
  }
}
