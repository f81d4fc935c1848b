package dev.variegate.stage.param;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that say which images a policy makes others like. */
public interface ReferenceParams<S> extends Params {

  default Param<String> references() {
    return ParamSupport.text(
        this,
        "references",
        "reference images to match, for operations such as histogram-matching: an image or a folder on any Hadoop file system, or JSON [{\"path\": \"PLACE\", \"weight\": 1}]; the images of a folder share its weight",
        text -> WeightedPath.parse(text, "path", "references"));
  }

  default Param<String> referencesCol() {
    return ParamSupport.column(
        this,
        "referencesCol",
        "column of reference images, one per row, in place of references: encoded bytes or Spark's image struct");
  }

  /**
   * The paths that a value of {@link #references} names.
   *
   * @throws IllegalArgumentException if it is none
   */
  static List<String> paths(String value) {
    return WeightedPath.parse(value, "path", "references").stream()
        .map(WeightedPath::path)
        .toList();
  }

  default S setReferences(String value) {
    return ParamSupport.set(this, references(), value);
  }

  default String getReferences() {
    return getOrDefault(references());
  }

  default S setReferencesCol(String value) {
    return ParamSupport.set(this, referencesCol(), value);
  }

  default String getReferencesCol() {
    return getOrDefault(referencesCol());
  }
}
