package dev.variegate.stage.row;

import dev.variegate.image.BadImageException;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * What a stage does to the rows of one task. Batches change no answer: a request alone fixes it,
 * bit for bit.
 *
 * @param <Q> a request
 * @param <A> what answers one
 */
public interface RowWorker<Q, A> extends AutoCloseable {

  /**
   * Opens a row.
   *
   * @throws BadImageException if its image cannot be read; the row is refused
   * @throws IllegalArgumentException if it cannot be used; the row is refused
   */
  PendingRow<Q, A> open(RowInput input);

  /** Whether so many requests fill a run, so that it pays to answer them. */
  boolean isFull(List<Q> requests);

  /**
   * Answers requests in order. Where it throws, as {@link #open} does or because of a bad output,
   * the rows are tried one by one, so that the one at fault is refused alone.
   */
  List<A> answer(List<Q> requests);

  @Override
  void close();

  /** Works on each row by itself. */
  static RowWorker<Void, Void> each(Function<Row, List<Row>> work) {
    return each(work, () -> {});
  }

  /** Works on each row by itself, with what is closed in the end. */
  static RowWorker<Void, Void> each(Function<Row, List<Row>> work, Runnable closing) {
    return new RowWorker<>() {
      @Override
      public PendingRow<Void, Void> open(RowInput input) {
        return PendingRow.of(work.apply(input.row()));
      }

      @Override
      public boolean isFull(List<Void> requests) {
        return true;
      }

      @Override
      public List<Void> answer(List<Void> requests) {
        return requests;
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }
}
