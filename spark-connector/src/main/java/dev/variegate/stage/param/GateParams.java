package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The Params that gates have when they are fitted and when they decide. */
public interface GateParams<S> extends Params {

  /** Rows that are refused are left out. */
  String SKIP = "skip";

  /** They stay, with the reason. */
  String KEEP = "keep";

  default Param<String> handleRefused() {
    return ParamSupport.text(
        this,
        "handleRefused",
        "what happens to generated images that a gate refuses: skip (left out) or keep (all rows stay, with the reason in reasonCol)",
        word -> Choice.require(List.of(KEEP, SKIP), word, "handleRefused"));
  }

  default Param<String> reasonCol() {
    return ParamSupport.column(
        this,
        "reasonCol",
        "if handleRefused is keep, added column with the gate that refuses a row; null for rows that pass, and for real images");
  }

  default S setHandleRefused(String value) {
    return ParamSupport.set(this, handleRefused(), value);
  }

  default String getHandleRefused() {
    return getOrDefault(handleRefused());
  }

  default S setReasonCol(String value) {
    return ParamSupport.set(this, reasonCol(), value);
  }

  default String getReasonCol() {
    return getOrDefault(reasonCol());
  }
}
