package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.stage.param.SharedParams.HasMaskCols;
import java.util.List;
import org.apache.spark.ml.param.Param;

/** The Params of stages that make images to which no mask, box, polygon or keypoint fits. */
public interface UnlabeledParams<S> extends HasMaskCols<S> {

  /** Columns of labels are refused before any job. */
  String REFUSE = "error";

  /** Columns of labels are null beside made images. */
  String DROP = "drop";

  default Param<String> handleLabels() {
    return ParamSupport.text(
        this,
        "handleLabels",
        "what happens to columns of boxes, polygons and keypoints, and to those that maskCols names, which do not fit generated images: error (refused before any job) or drop (null for generated images)",
        UnlabeledParams::requireWord);
  }

  default S setHandleLabels(String value) {
    return ParamSupport.set(this, handleLabels(), value);
  }

  default String getHandleLabels() {
    return getOrDefault(handleLabels());
  }

  private static void requireWord(String given) {
    Choice.require(List.of(DROP, REFUSE), given, "handleLabels");
  }
}
