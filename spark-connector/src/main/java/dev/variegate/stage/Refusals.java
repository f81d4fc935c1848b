package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.stage.SharedParams.Decoding;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/**
 * What becomes of a row that cannot be used.
 *
 * @param refused counts such rows, for people to see: a task that runs again counts again
 */
record Refusals(Layout layout, ImageCodec codec, InvalidRows invalid, LongAccumulator refused)
    implements Serializable {

  /** As the stage's Params say. */
  static Refusals by(Decoding<?> stage, Layout layout, SparkSession spark) {
    return new Refusals(
        layout,
        new ImageCodec((long) stage.getOrDefault(stage.maxPixels())),
        InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
        InvalidRows.counter(spark, stage));
  }

  /**
   * The rows that take its place.
   *
   * @throws IllegalArgumentException where a row may not be invalid
   */
  List<Row> of(Row row, RuntimeException cause) {
    refused.add(1);
    return switch (invalid) {
      case ERROR -> throw InvalidRows.refusal(layout.name(row), cause);
      case SKIP -> List.of();
      case KEEP -> List.of(layout.refused(row, layout.lineage(row, codec), cause.getMessage()));
    };
  }

  /**
   * Counts a row that is left out.
   *
   * @throws IllegalArgumentException where a row may not be invalid
   */
  void requireForgiven(Row row, RuntimeException cause) {
    requireForgiven(layout.name(row), cause);
  }

  /** Counts a row of this name that is left out. */
  void requireForgiven(String name, RuntimeException cause) {
    refused.add(1);
    if (invalid == InvalidRows.ERROR) {
      throw InvalidRows.refusal(name, cause);
    }
  }
}
