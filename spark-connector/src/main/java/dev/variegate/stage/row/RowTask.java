package dev.variegate.stage.row;

import dev.variegate.image.BadImageException;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.model.BadOutputException;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * The one function that stages map partitions with: opens a worker, gathers the requests of rows
 * until they fill a run, answers them, and lets the rows leave one by one. What a row becomes
 * depends on the row alone, so that neither partitions nor batches nor retries change a byte.
 *
 * @param opener of the worker, in the task
 * @param inputs what a worker is given of the rows
 * @param refusals what happens to rows that cannot be used
 */
public record RowTask<Q, A>(Opener<Q, A> opener, Inputs inputs, Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  /**
   * A task of rows as they are.
   *
   * @param partners how many other rows each row is given; 0 for rows that stand in no {@link
   *     PartnerRings}
   */
  public RowTask(Opener<Q, A> opener, int partners, Refusals refusals) {
    this(
        opener,
        partners > 0
            ? rows -> new PartnerRingReader(rows, partners)
            : rows -> new EachRow(rows, row -> new RowWorker.Input(row, List.of())),
        refusals);
  }

  /** Most rows that wait with the others and ask for nothing themselves. */
  private static final int IDLE_ROWS = 64;

  /** Opens what works for one task, which closes it. */
  @FunctionalInterface
  public interface Opener<Q, A> extends Serializable {
    RowWorker<Q, A> open(TaskContext task);
  }

  /** What becomes of the rows of a partition on their way to a worker. */
  @FunctionalInterface
  interface Inputs extends Serializable {
    Iterator<RowWorker.Input> of(Iterator<Row> rows);
  }

  /** Each row by itself. */
  record EachRow(Iterator<Row> rows, Function<Row, RowWorker.Input> input)
      implements Iterator<RowWorker.Input> {

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public RowWorker.Input next() {
      return input.apply(rows.next());
    }
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    var task = TaskContext.get();
    OpenCvThreads.limit(task.cpus());
    var worker = opener.open(task);
    TaskCompletionListener release = ended -> worker.close();
    task.addTaskCompletionListener(release);
    var made = new Made(inputs.of(rows), worker);
    TaskCompletionListener close = ended -> made.close();
    task.addTaskCompletionListener(close);
    return made;
  }

  /** A row that waits to leave; what is refused asks for nothing. */
  private record Waiting<Q, A>(RowWorker.Input input, RowWorker.Pending<Q, A> pending) {}

  /** The rows that leave. */
  private final class Made extends LazyRows {
    private final Iterator<RowWorker.Input> inputs;
    private final RowWorker<Q, A> worker;
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private Optional<LazyRows> leaving = Optional.empty();

    Made(Iterator<RowWorker.Input> inputs, RowWorker<Q, A> worker) {
      this.inputs = inputs;
      this.worker = worker;
    }

    @Override
    Optional<List<Row>> more() {
      if (leaving.isPresent() && leaving.get().hasNext()) {
        return Optional.of(List.of(leaving.get().next()));
      }
      closeFirst();
      if (waiting.isEmpty()) {
        gather();
      }
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      var next = waiting.element();
      leaving =
          Optional.of(refusals(next.input()).unless(next.input().row(), next.pending()::rows));
      return Optional.of(List.of());
    }

    /** Closes the row whose last row has left. */
    private void closeFirst() {
      if (leaving.isPresent()) {
        leaving.get().close();
        leaving = Optional.empty();
        waiting.remove().pending().close();
      }
    }

    /** Takes rows until their requests fill a run; one that asks for nothing waits for no other. */
    private void gather() {
      var requests = new ArrayList<Q>();
      boolean more = inputs.hasNext();
      while (more) {
        var input = inputs.next();
        var opened = new Waiting<>(input, open(input));
        waiting.add(opened);
        requests.addAll(opened.pending().requests());
        more =
            !requests.isEmpty()
                && !worker.isFull(requests)
                && waiting.size() - requests.size() < IDLE_ROWS
                && inputs.hasNext();
      }
      if (!requests.isEmpty()) {
        answer(requests);
      }
    }

    private RowWorker.Pending<Q, A> open(RowWorker.Input input) {
      try {
        return worker.open(input);
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        return refused(input, e); // the rest is no fault of the row
      }
    }

    private RowWorker.Pending<Q, A> refused(RowWorker.Input input, RuntimeException cause) {
      return RowWorker.Pending.of(refusals(input).of(input.row(), cause));
    }

    /** What refuses the first share of a row's copies is said there, not once for each share. */
    private Refusals refusals(RowWorker.Input input) {
      return input.share().isFirst()
          ? refusals
          : new Refusals.OfShare(refusals, () -> isFirstRefused(input));
    }

    private boolean isFirstRefused(RowWorker.Input input) {
      var share = new RowWorker.Share(0, input.share().end() - input.share().first());
      try (var first = worker.open(new RowWorker.Input(input.row(), input.partners(), share))) {
        first.answered(worker.answer(first.requests()));
        try (var rows = first.rows()) {
          rows.forEachRemaining(row -> {});
        }
        return false;
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        return true;
      }
    }

    private void answer(List<Q> requests) {
      List<A> answers;
      try {
        answers = worker.answer(requests);
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        answerEach(); // which shows whose fault it is
        return;
      }
      int from = 0;
      for (var each : waiting) {
        int to = from + each.pending().requests().size();
        each.pending().answered(answers.subList(from, to));
        from = to;
      }
    }

    private void answerEach() {
      for (var each : List.copyOf(waiting)) {
        waiting.remove();
        waiting.add(answered(each));
      }
    }

    private Waiting<Q, A> answered(Waiting<Q, A> each) {
      var pending = each.pending();
      if (pending.requests().isEmpty()) {
        return each;
      }
      try {
        pending.answered(worker.answer(pending.requests()));
        return each;
      } catch (BadImageException | BadOutputException | IllegalArgumentException e) {
        pending.close();
        return new Waiting<>(each.input(), refused(each.input(), e));
      } catch (RuntimeException | Error e) {
        pending.close(); // it waits no more, so that the task does not close it
        throw e;
      }
    }

    @Override
    public void close() {
      leaving.ifPresent(LazyRows::close);
      leaving = Optional.empty();
      waiting.forEach(each -> each.pending().close());
      waiting.clear();
    }
  }
}
