package dev.variegate.stage.param;

import dev.variegate.base.DidYouMean;
import dev.variegate.stage.param.SharedParams.Decoding;
import java.util.Arrays;
import java.util.Locale;
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
    return Arrays.stream(values())
        .filter(known -> known.word().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "handleInvalid is \"%s\"; %s"
                        .formatted(
                            text,
                            DidYouMean.among(
                                String.valueOf(text),
                                Arrays.stream(values()).map(InvalidRows::word).toList()))));
  }

  /** The column of errors that the stage adds, if it keeps invalid rows. */
  public static Optional<String> errorColumn(Decoding<?> stage) {
    return parse(stage.getOrDefault(stage.handleInvalid())) == KEEP
        ? Optional.of(stage.getOrDefault(stage.errorCol()))
        : Optional.empty();
  }

  /**
   * Counts refused rows under the stage's uid, where Spark shows accumulators. For people: a task
   * that runs again counts again.
   */
  public static LongAccumulator counter(SparkSession spark, Decoding<?> stage) {
    return spark.sparkContext().longAccumulator(stage.uid() + " refused rows");
  }

  /** What ends the job where a row may not be invalid. */
  public static IllegalArgumentException refusal(String name, RuntimeException cause) {
    return new IllegalArgumentException(
        "Row \"%s\" cannot be used: %s; fix it, or set handleInvalid to skip or keep"
            .formatted(name, cause.getMessage()),
        cause);
  }

  /** As Params and job files write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
