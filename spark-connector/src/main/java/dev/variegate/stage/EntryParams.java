package dev.variegate.stage;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.param.ParamSupport;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** The Params of a stage as the keys of a plan's entry, in kebab-case. */
final class EntryParams {

  /** Params that the plan has itself, and hands to all its methods. */
  private static final Set<String> OF_PLAN =
      Set.of(
          "inputCol",
          "outputCol",
          "lineageCol",
          "keyCol",
          "labelCol",
          "splitCol",
          "trainValue",
          "seed",
          "maxPixels",
          "colorProfile",
          "handleInvalid",
          "errorCol",
          "handleLabels",
          "maskCols",
          "boxesCol",
          "polygonsCol",
          "keypointsCol",
          "boxFormat",
          "boxShape",
          "outside",
          "minVisibility",
          "minArea",
          "mirroredLabels");

  /** Params of single stages that a plan decides otherwise, or has no column for. */
  private static final Set<String> OF_STAGE =
      Set.of(
          "copies",
          "keepOriginals",
          "counts",
          "keyPrefix",
          "partitions",
          "outputLabel",
          "labelRule",
          "softLabelCol",
          "partnerCol");

  private EntryParams() {}

  /** Whether the plan has the Param itself. */
  static boolean isOfPlan(Param<?> param) {
    return OF_PLAN.contains(param.name());
  }

  /**
   * Sets what an entry gives.
   *
   * @throws IllegalArgumentException if a key is unknown or a value is refused
   */
  static void set(Transformer stage, ConfigNode entry) {
    for (var key : entry.keys()) {
      var param = param(stage, entry, key);
      var value = value(param, entry.at(key));
      entry.at(key).checked(() -> ParamSupport.set(stage, param, value));
    }
  }

  private static Param<?> param(Transformer stage, ConfigNode entry, String key) {
    var known = new TreeSet<>(MethodEntry.KEYS);
    for (var param : stage.params()) {
      boolean own = !OF_PLAN.contains(param.name()) && !OF_STAGE.contains(param.name());
      if (key(param).equals(key)) {
        if (own) {
          return param;
        }
        throw entry.at(key).error("is decided by the plan for all its methods; remove it");
      }
      if (own) {
        known.add(key(param));
      }
    }
    throw entry.unknown(key, known);
  }

  /** What an entry calls a Param. */
  private static String key(Param<?> param) {
    return KebabCase.kebab(param.name());
  }

  /** The value as the Param takes it. */
  private static Object value(Param<?> param, ConfigNode given) {
    if (param instanceof IntParam) {
      return given.whole();
    } else if (param instanceof LongParam) {
      return given.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (param instanceof DoubleParam) {
      return given.number();
    } else if (param instanceof BooleanParam) {
      return given.flag();
    } else if (param instanceof StringArrayParam) {
      return given.list("a list of texts", ConfigNode::anyText).toArray(String[]::new);
    } else if (param instanceof DoubleArrayParam) {
      return given.numbers().stream().mapToDouble(number -> number).toArray();
    }
    given.require(param.getClass() == Param.class, "left out");
    return given.tree().isTextual() ? given.anyText() : given.tree().toString();
  }
}
