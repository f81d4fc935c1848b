package dev.variegate.stage.balance;

import dev.variegate.base.ConfigNode;
import dev.variegate.stage.param.ParamKeys;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;

/** The Params of a stage as the keys of a plan's entry, in kebab-case. */
public final class EntryParams {

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

  private static final ParamKeys KEYS =
      new ParamKeys(
          Stream.concat(OF_PLAN.stream(), OF_STAGE.stream())
              .collect(Collectors.toUnmodifiableSet()),
          "is decided by the plan for all its methods; remove it",
          MethodEntry.KEYS);

  private EntryParams() {}

  /** Whether the plan has the Param itself. */
  public static boolean isOfPlan(Param<?> param) {
    return OF_PLAN.contains(param.name());
  }

  /**
   * Sets what an entry gives.
   *
   * @throws IllegalArgumentException if a key is unknown or a value is refused
   */
  public static void set(Transformer stage, ConfigNode entry) {
    KEYS.set(stage, entry);
  }
}
