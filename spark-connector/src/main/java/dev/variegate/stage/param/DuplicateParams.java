package dev.variegate.stage.param;

import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import dev.variegate.stage.param.SharedParams.HasKeyCol;
import dev.variegate.stage.param.SharedParams.HasLineageInput;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params of stages that look for images which show the same. */
public interface DuplicateParams<S>
    extends HasImageInput<S>, HasDecoding<S>, HasKeyCol<S>, HasLineageInput<S> {

  @Override
  default Param<String> lineageCol() {
    return ParamSupport.column(
        this, "lineageCol", "column of lineages, which name the sources of copies");
  }

  default DoubleParam minSimilarity() {
    return similarity(this);
  }

  /** How alike near-duplicates are, for any stage that looks for them. */
  static DoubleParam similarity(Params stage) {
    return ParamSupport.real(
        stage,
        "minSimilarity",
        "similarity from which two images are near-duplicates, 0.9 to 1: their correlation in middle frequencies, one laid over the other",
        value -> requireSimilarity((double) value));
  }

  private static void requireSimilarity(double given) {
    if (!(given >= 0.9 && given <= 1)) {
      throw new IllegalArgumentException(
          "minSimilarity is %s but must be from 0.9 to 1; 0.99 is usual, and 0.98 finds more"
              .formatted(given));
    }
  }

  default S setMinSimilarity(double value) {
    return ParamSupport.set(this, minSimilarity(), value);
  }

  default double getMinSimilarity() {
    return (double) getOrDefault(minSimilarity());
  }
}
