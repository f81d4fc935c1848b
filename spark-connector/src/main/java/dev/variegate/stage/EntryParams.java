package dev.variegate.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.variegate.base.DidYouMean;
import dev.variegate.base.KebabCase;
import dev.variegate.stage.balance.MethodEntry;
import dev.variegate.stage.param.ParamSupport;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
          "madeLabel",
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
   * @param place what messages call the value of a key
   * @throws IllegalArgumentException if a key is unknown or a value is refused
   */
  static void set(Transformer stage, JsonNode given, UnaryOperator<String> place) {
    given
        .properties()
        .forEach(
            e -> {
              var where = place.apply(e.getKey());
              set(stage, param(stage, e.getKey(), where), e.getValue(), where);
            });
  }

  private static Param<?> param(Transformer stage, String key, String where) {
    var known =
        Arrays.stream(stage.params())
            .filter(param -> !OF_PLAN.contains(param.name()) && !OF_STAGE.contains(param.name()))
            .toList();
    return known.stream()
        .filter(param -> key(param).equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(stage.params()).anyMatch(p -> key(p).equals(key))
                        ? "%s is decided by the plan for all its methods; remove it"
                            .formatted(where)
                        : "%s is unknown; %s"
                            .formatted(
                                where,
                                DidYouMean.among(
                                    key,
                                    Stream.concat(
                                            known.stream().map(EntryParams::key),
                                            MethodEntry.KEYS.stream())
                                        .toList()))));
  }

  /** What an entry calls a Param; its key {@code method} is the method of the plan. */
  private static String key(Param<?> param) {
    return param.name().equals("method") ? "algorithm" : KebabCase.kebab(param.name());
  }

  private static void set(Transformer stage, Param<?> param, JsonNode value, String where) {
    var converted =
        converted(param, value)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s is %s but must be %s; correct it"
                            .formatted(where, value, type(param))));
    try {
      ParamSupport.set(stage, param, converted);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  /** The value as the Param takes it; nothing where it is of another type. */
  private static Optional<Object> converted(Param<?> param, JsonNode value) {
    Object converted = null;
    if (param instanceof IntParam && value.canConvertToInt() && value.isIntegralNumber()) {
      converted = value.intValue();
    } else if (param instanceof LongParam && value.isIntegralNumber() && value.canConvertToLong()) {
      converted = value.longValue();
    } else if (param instanceof DoubleParam && value.isNumber()) {
      converted = value.doubleValue();
    } else if (param instanceof BooleanParam && value.isBoolean()) {
      converted = value.booleanValue();
    } else if (param instanceof StringArrayParam && all(value, JsonNode::isTextual)) {
      converted = stream(value).map(JsonNode::textValue).toArray(String[]::new);
    } else if (param instanceof DoubleArrayParam && all(value, JsonNode::isNumber)) {
      converted = stream(value).mapToDouble(JsonNode::doubleValue).toArray();
    } else if (isText(param) && !value.isNull()) {
      converted = value.isTextual() ? value.textValue() : value.toString();
    }
    return Optional.ofNullable(converted);
  }

  private static boolean isText(Param<?> param) {
    return param.getClass() == Param.class;
  }

  private static boolean all(JsonNode list, Predicate<JsonNode> kind) {
    return list.isArray() && stream(list).allMatch(kind);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String type(Param<?> param) {
    if (param instanceof IntParam || param instanceof LongParam) {
      return "a whole number";
    }
    if (param instanceof DoubleParam) {
      return "a number";
    }
    if (param instanceof BooleanParam) {
      return "true or false";
    }
    return param instanceof StringArrayParam
        ? "a list of strings"
        : param instanceof DoubleArrayParam ? "a list of numbers" : "text";
  }
}
