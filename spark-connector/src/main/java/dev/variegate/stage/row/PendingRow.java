package dev.variegate.stage.row;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A row in work: what it asks of a worker, and what leaves in its place. Closed behind its last
 * row.
 *
 * @param <Q> a request
 * @param <A> what answers one
 */
public interface PendingRow<Q, A> extends AutoCloseable {

  /** What is to be answered together with the requests of other rows; perhaps nothing. */
  List<Q> requests();

  /** Takes over the answers to all requests, in their order. */
  void answered(List<A> answers);

  /** The rows that leave, from the first; asked for again, they are made again. */
  MadeRows rows();

  @Override
  void close();

  /** A row that asks for nothing, and what leaves in its place. */
  static <Q, A> PendingRow<Q, A> of(List<Row> rows) {
    return new PendingRow<>() {
      @Override
      public List<Q> requests() {
        return List.of();
      }

      @Override
      public void answered(List<A> answers) {
        // Nothing was asked for.
      }

      @Override
      public MadeRows rows() {
        return MadeRows.of(rows);
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
