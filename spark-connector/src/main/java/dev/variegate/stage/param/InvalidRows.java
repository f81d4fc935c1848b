package dev.variegate.stage.param;

import dev.variegate.base.Choice;
import dev.variegate.base.KebabCase;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** What happens to a row that cannot be used. */
public enum InvalidRows {
  /** The job ends with the row's key and the cause. */
  ERROR,
  /** The row goes. */
  SKIP,
  /** The row stays with a null result and the cause in a column. */
  KEEP;

  public static InvalidRows parse(String text) {
    return Choice.parse(InvalidRows.class, text, "handleInvalid");
  }

  /** The column of errors that the stage adds, if it keeps invalid rows. */
  public static Optional<String> errorColumn(HasDecoding<?> stage) {
    return parse(stage.getOrDefault(stage.handleInvalid())) == KEEP
        ? Optional.of(stage.getOrDefault(stage.errorCol()))
        : Optional.empty();
  }

  /**
   * Counts refused rows under the stage's uid, where Spark shows accumulators. For people: a task
   * that runs again counts again.
   */
  public static LongAccumulator counter(SparkSession spark, HasDecoding<?> stage) {
    return spark.sparkContext().longAccumulator(stage.uid() + " refused rows");
  }

  /** What ends the job where a row may not be invalid. */
  public static IllegalArgumentException refusal(String name, RuntimeException cause) {
    return new IllegalArgumentException(
        "Row \"%s\" cannot be used: %s; fix it, or set handleInvalid to skip or keep"
            .formatted(name, reason(cause)),
        cause);
  }

  /** Why a row is invalid: what the cause says, or its kind where it says nothing. */
  public static String reason(RuntimeException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** As Params and job files write it. */
  public String word() {
    return KebabCase.kebab(this);
  }
}
