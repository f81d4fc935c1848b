package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.image.BadImageException;
import dev.variegate.model.BadOutputException;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;

/** What happens to rows that cannot be used. */
public interface Refusals extends Serializable {

  /** Bytes of the images of one row that wait for each other. */
  long KEPT = 32L << 20;

  /** What cannot be used ends the task by itself. */
  Refusals NONE =
      new Refusals() {
        private static final long serialVersionUID = 1L;

        @Override
        public List<Row> of(Row row, RuntimeException cause) {
          throw cause;
        }

        @Override
        public boolean end() {
          return true;
        }

        @Override
        public long bytes(Row made) {
          return 0;
        }
      };

  /**
   * The rows that take the place of one.
   *
   * @throws IllegalArgumentException where a row may not be invalid
   */
  List<Row> of(Row row, RuntimeException cause);

  /** Whether a refusal ends the task. */
  boolean end();

  /** Bytes of the image that a made row holds. */
  long bytes(Row made);

  /** As a stage's Params say, for rows of this layout. */
  static Refusals by(HasDecoding<?> stage, Layout layout, PlanColumn column, SparkSession spark) {
    return new OfLayout(
        layout,
        column,
        ParamSupport.codec(stage),
        InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
        InvalidRows.counter(spark, stage));
  }

  /**
   * What is made of a row, or, where some of it cannot be made, what takes its place.
   *
   * <p>Where a refusal ends the task, rows leave as they are made. Elsewhere none leaves before all
   * could be made: few are kept till then, and many are made twice, so that their number takes no
   * memory.
   */
  default LazyRows unless(Row row, Supplier<LazyRows> making) {
    try {
      return end() ? new Watched(this, row, making.get()) : whole(making);
    } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
      return LazyRows.of(of(row, e)); // the rest is no fault of the row
    }
  }

  private LazyRows whole(Supplier<LazyRows> making) {
    var kept = new ArrayList<Row>();
    long bytes = 0;
    try (var rows = making.get()) {
      while (rows.hasNext()) {
        var made = rows.next();
        bytes += bytes(made);
        if (bytes <= KEPT) {
          kept.add(made);
        } else {
          kept.clear();
        }
      }
    }
    return bytes <= KEPT ? LazyRows.of(kept) : making.get();
  }

  /** Rows of which none may be invalid. */
  final class Watched extends LazyRows {
    private final Refusals refusals;
    private final Row row;
    private final LazyRows made;

    Watched(Refusals refusals, Row row, LazyRows made) {
      this.refusals = refusals;
      this.row = row;
      this.made = made;
    }

    @Override
    Optional<List<Row>> more() {
      try {
        return made.hasNext() ? Optional.of(List.of(made.next())) : Optional.empty();
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        return Optional.of(refusals.of(row, e)); // throws
      }
    }

    @Override
    public void close() {
      made.close();
    }
  }

  /**
   * Those of rows of a layout.
   *
   * @param column where a plan says what it takes rows for
   * @param refused counts such rows, for people to see: a task that runs again counts again
   */
  record OfLayout(
      Layout layout,
      PlanColumn column,
      ImageCodec codec,
      InvalidRows invalid,
      LongAccumulator refused)
      implements Refusals {

    @Override
    public List<Row> of(Row row, RuntimeException cause) {
      refused.add(1);
      return switch (invalid) {
        case ERROR -> throw InvalidRows.refusal(layout.name(row), cause);
        case SKIP -> List.of();
        case KEEP -> {
          var lineage = layout.lineage(row, codec);
          var refusal = layout.refused(row, lineage, InvalidRows.reason(cause));
          yield List.of(column.original(refusal, row));
        }
      };
    }

    @Override
    public boolean end() {
      return invalid == InvalidRows.ERROR;
    }

    @Override
    public long bytes(Row made) {
      return layout.image().bytes(made, layout.output());
    }
  }

  /**
   * Those of a share of a row's copies that is not the first.
   *
   * @param firstIsRefused whether the first share cannot be made either
   */
  record OfShare(Refusals all, BooleanSupplier firstIsRefused) implements Refusals {

    @Override
    public List<Row> of(Row row, RuntimeException cause) {
      return !end() && firstIsRefused.getAsBoolean() ? List.of() : all.of(row, cause);
    }

    @Override
    public boolean end() {
      return all.end();
    }

    @Override
    public long bytes(Row made) {
      return all.bytes(made);
    }
  }

  /** Those of rows that are read and not handed on: one that is refused is left out. */
  record LeavingOut(RowName name, InvalidRows invalid, LongAccumulator refused)
      implements Refusals {

    /** What a message calls a row. */
    public interface RowName extends Serializable {
      String of(Row row);
    }

    @Override
    public List<Row> of(Row row, RuntimeException cause) {
      refused.add(1);
      if (end()) {
        throw InvalidRows.refusal(name.of(row), cause);
      }
      return List.of();
    }

    @Override
    public boolean end() {
      return invalid == InvalidRows.ERROR;
    }

    @Override
    public long bytes(Row made) {
      return 0;
    }
  }
}
