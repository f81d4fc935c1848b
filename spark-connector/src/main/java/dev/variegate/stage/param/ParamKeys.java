package dev.variegate.stage.param;

import dev.variegate.base.ConfigNode;
import dev.variegate.base.KebabCase;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * The Params of a stage as the keys of a mapping, in kebab-case.
 *
 * @param decided names of Params that are set elsewhere, which no key gives
 * @param reason why a key of those is refused, and what to do
 * @param beside keys that are no Params and are read elsewhere
 */
public record ParamKeys(Set<String> decided, String reason, Collection<String> beside) {

  /**
   * Sets what the mapping gives.
   *
   * @throws IllegalArgumentException if a key is unknown or a value is refused
   */
  public void set(Params stage, ConfigNode given) {
    for (var key : given.keys()) {
      var param = param(stage, given, key);
      var value = value(param, given.at(key));
      given.at(key).checked(() -> ParamSupport.set(stage, param, value));
    }
  }

  /** Whether keys give it. */
  public boolean gives(Param<?> param) {
    return !decided.contains(param.name());
  }

  private Param<?> param(Params stage, ConfigNode given, String key) {
    var known = new TreeSet<>(beside);
    for (var param : stage.params()) {
      if (key(param).equals(key)) {
        if (gives(param)) {
          return param;
        }
        throw given.at(key).error(reason);
      }
      if (gives(param)) {
        known.add(key(param));
      }
    }
    throw given.unknown(key, known);
  }

  /** What a mapping calls a Param. */
  public static String key(Param<?> param) {
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
