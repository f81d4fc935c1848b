package dev.variegate.stage.method;

import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Fills added columns with what a network says of each row, in batches of its model.
 *
 * @param width columns of the rows that leave
 * @param <Q> what it is asked about a row
 * @param <A> what it says
 */
public record NetworkRows<Q, A>(int width, Opener<Q, A> opener) implements RowTask.Opener<Q, A> {

  /** Opens the network in a task. */
  @FunctionalInterface
  public interface Opener<Q, A> extends Serializable {
    Filler<Q, A> open(TaskContext task);
  }

  /** An open network, and the columns of its answers. */
  interface Filler<Q, A> extends AutoCloseable {

    /** What the network is asked about a row; nothing where its columns stay null. */
    Optional<Q> asked(Row row);

    /** Questions of a batch. */
    int batch();

    /** What the network says, in order. */
    List<A> answer(List<Q> asked);

    /** Writes an answer into the columns. */
    void write(A answer, Object[] values);

    /** Closes what a question holds. */
    default void releaseAsked(Q asked) {}

    /** Closes what an answer holds. */
    default void releaseAnswer(A answer) {}

    @Override
    void close();
  }

  @Override
  public RowWorker<Q, A> open(TaskContext task) {
    return new Worker(opener.open(task));
  }

  private final class Worker implements RowWorker<Q, A> {
    private final Filler<Q, A> filler;

    Worker(Filler<Q, A> filler) {
      this.filler = filler;
    }

    @Override
    public RowWorker.Pending<Q, A> open(RowWorker.Input input) {
      var row = input.row();
      var asked = filler.asked(row);
      return asked.isPresent()
          ? new Asking(row, asked.get(), filler)
          : RowWorker.Pending.of(List.of(RowFactory.create(AddedColumns.widened(row, width))));
    }

    @Override
    public boolean isFull(List<Q> requests) {
      return requests.size() >= filler.batch();
    }

    @Override
    public List<A> answer(List<Q> requests) {
      return filler.answer(requests);
    }

    @Override
    public void close() {
      filler.close();
    }
  }

  /** A row with what is asked about it, and then with the answer. */
  private final class Asking implements RowWorker.Pending<Q, A> {
    private final Row row;
    private final Q asked;
    private final Filler<Q, A> filler;
    private List<A> answers = List.of();

    Asking(Row row, Q asked, Filler<Q, A> filler) {
      this.row = row;
      this.asked = asked;
      this.filler = filler;
    }

    @Override
    public List<Q> requests() {
      return List.of(asked);
    }

    @Override
    public void answered(List<A> answers) {
      this.answers = answers;
    }

    @Override
    public LazyRows rows() {
      return LazyRows.of(answers.stream().map(this::row).toList());
    }

    private Row row(A answer) {
      var values = AddedColumns.widened(row, width);
      filler.write(answer, values);
      return RowFactory.create(values);
    }

    @Override
    public void close() {
      filler.releaseAsked(asked);
      answers.forEach(filler::releaseAnswer);
    }
  }
}
