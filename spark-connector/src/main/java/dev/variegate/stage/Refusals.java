package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import dev.variegate.model.BadOutputException;
import dev.variegate.stage.SharedParams.Decoding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

  /** Bytes of the pictures of one row that wait for each other. */
  private static final long KEPT = 32L << 20;

  /** As the stage's Params say. */
  static Refusals by(Decoding<?> stage, Layout layout, SparkSession spark) {
    return new Refusals(
        layout,
        Mixing.codec(stage),
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
   * What is made of a row, or, where some of it cannot be made, what takes its place.
   *
   * <p>Where a refusal ends the task, rows leave as they are made. Elsewhere none leaves before all
   * could be made: few are kept till then, and many are made twice, so that their number takes no
   * memory.
   */
  MadeRows unless(Row row, Supplier<MadeRows> making) {
    try {
      return invalid == InvalidRows.ERROR ? new Judged(row, making.get()) : whole(making);
    } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
      return MadeRows.of(of(row, e)); // the rest is no fault of the row
    }
  }

  private MadeRows whole(Supplier<MadeRows> making) {
    var kept = new ArrayList<Row>();
    long bytes = 0;
    try (var rows = making.get()) {
      while (rows.hasNext()) {
        var made = rows.next();
        bytes += layout.picture().bytes(made, layout.output());
        if (bytes <= KEPT) {
          kept.add(made);
        } else {
          kept.clear();
        }
      }
    }
    return bytes <= KEPT ? MadeRows.of(kept) : making.get();
  }

  /** Rows of which none may be invalid. */
  private final class Judged extends MadeRows {
    private final Row row;
    private final MadeRows made;

    Judged(Row row, MadeRows made) {
      this.row = row;
      this.made = made;
    }

    @Override
    Optional<List<Row>> more() {
      try {
        return made.hasNext() ? Optional.of(List.of(made.next())) : Optional.empty();
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        return Optional.of(Refusals.this.of(row, e)); // throws
      }
    }

    @Override
    public void close() {
      made.close();
    }
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
