package dev.variegate.stage.param;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** Where a stage keeps what it computes of images. */
public interface FeatureStoreParams<S> extends Params {

  default Param<String> featureStore() {
    return ParamSupport.text(
        this,
        "featureStore",
        "folder on any Hadoop file system that keeps the added columns of each image, by its hash and that of what computes them: what is there is read, what is missing is computed when transform is called; if unset, all is computed whenever rows are asked for",
        FeatureStoreParams::requirePath);
  }

  /** Refuses a path that is none. */
  static void requirePath(String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException(
          "featureStore is \"%s\" but must be the path of a folder; give one, or clear the Param"
              .formatted(given));
    }
  }

  default S setFeatureStore(String value) {
    return ParamSupport.set(this, featureStore(), value);
  }

  default String getFeatureStore() {
    return getOrDefault(featureStore());
  }
}
