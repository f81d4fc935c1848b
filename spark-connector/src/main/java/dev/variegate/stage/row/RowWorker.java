package dev.variegate.stage.row;

import dev.variegate.image.BadImageException;
import dev.variegate.stage.row.PartnerRingReader.Member;
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
  Pending<Q, A> open(Input input);

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
      public Pending<Void, Void> open(Input input) {
        return Pending.of(work.apply(input.row()));
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

  /**
   * A row as it comes to a task.
   *
   * @param partners other rows that its copies may be made with, in the order in which they are to
   *     be used; none where no method asks for any
   * @param share which of its copies are made here
   */
  record Input(Row row, List<Member> partners, Share share) {

    /** A row whose copies are all made here. */
    Input(Row row, List<Member> partners) {
      this(row, partners, Share.ALL);
    }
  }

  /**
   * A part of a row's copies, those of all methods in a row, counted from 0.
   *
   * @param first of them
   * @param end one behind the last
   */
  record Share(long first, long end) {

    static final Share ALL = new Share(0, Long.MAX_VALUE);

    boolean isFirst() {
      return first == 0;
    }

    /** Where it begins among so many copies that come behind others. */
    int from(long before, int number) {
      return (int) Math.max(0, Math.min(number, first - before));
    }

    /** Where it ends among them. */
    int to(long before, int number) {
      return (int) Math.max(0, Math.min(number, end - before));
    }
  }

  /**
   * A row in work: what it asks of a worker, and what leaves in its place. Closed behind its last
   * row.
   *
   * @param <Q> a request
   * @param <A> what answers one
   */
  interface Pending<Q, A> extends AutoCloseable {

    /** What is to be answered together with the requests of other rows; perhaps nothing. */
    List<Q> requests();

    /** Takes over the answers to all requests, in their order. */
    void answered(List<A> answers);

    /** The rows that leave, from the first; asked for again, they are made again. */
    LazyRows rows();

    @Override
    void close();

    /** A row that asks for nothing, and what leaves in its place. */
    static <Q, A> Pending<Q, A> of(List<Row> rows) {
      return new Pending<>() {
        @Override
        public List<Q> requests() {
          return List.of();
        }

        @Override
        public void answered(List<A> answers) {
          // Nothing was asked for.
        }

        @Override
        public LazyRows rows() {
          return LazyRows.of(rows);
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };
    }
  }
}
