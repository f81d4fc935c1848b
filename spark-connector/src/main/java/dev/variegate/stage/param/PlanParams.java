package dev.variegate.stage.param;

import dev.variegate.stage.param.SharedParams.HasLabelCol;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.Param;

/** The Params that a plan has while it is fitted and when it is carried out. */
public interface PlanParams<S>
    extends HasLabelCol<S>, LabelParams<S>, UnlabeledParams<S>, GateParams<S> {

  default Param<String> keyPrefix() {
    return ParamSupport.text(
        this, "keyPrefix", "prefix of the keys of sampled images, which are prefix/class/number");
  }

  default BooleanParam keepOriginals() {
    return new BooleanParam(
        this, "keepOriginals", "whether the source images are kept along with their copies");
  }

  default Param<String> planCol() {
    return ParamSupport.column(
        this,
        "planCol",
        "added column with the class of the plan that each row counts toward and the entry that made it (struct of class, method, which is original for input rows, and refusals, the gate that refused each draw before); if unset, none is added");
  }

  default Param<String> weightCol() {
    return ParamSupport.column(
        this,
        "weightCol",
        "column of weights (numbers): a row gets copies in proportion to its weight among the rows of its class, none if it is 0; if unset, all rows have the same weight");
  }

  default S setKeyPrefix(String value) {
    return ParamSupport.set(this, keyPrefix(), value);
  }

  default String getKeyPrefix() {
    return getOrDefault(keyPrefix());
  }

  default S setKeepOriginals(boolean value) {
    return ParamSupport.set(this, keepOriginals(), value);
  }

  default boolean getKeepOriginals() {
    return (boolean) getOrDefault(keepOriginals());
  }

  default S setPlanCol(String value) {
    return ParamSupport.set(this, planCol(), value);
  }

  default String getPlanCol() {
    return getOrDefault(planCol());
  }

  default S setWeightCol(String value) {
    return ParamSupport.set(this, weightCol(), value);
  }

  default String getWeightCol() {
    return getOrDefault(weightCol());
  }
}
