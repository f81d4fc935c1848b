package dev.variegate.stage.row;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Rows that are made when they are asked for, a few at a time, so that their number takes no
 * memory. Closed by whoever opened it, whether all of them have left or not.
 */
public abstract class LazyRows implements Iterator<Row>, AutoCloseable {

  private final Queue<Row> ready = new ArrayDeque<>();
  private boolean ended;

  /** The next few rows, perhaps none of them; empty where there are no more. */
  abstract Optional<List<Row>> more();

  /** Gives back what the rows are made of; more than once does no harm. */
  @Override
  public abstract void close();

  @Override
  public final boolean hasNext() {
    while (ready.isEmpty() && !ended) {
      more().ifPresentOrElse(ready::addAll, () -> ended = true);
    }
    return !ready.isEmpty();
  }

  @Override
  public final Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No row is left");
    }
    return ready.remove();
  }

  /** Rows that are there already. */
  public static LazyRows of(List<Row> rows) {
    return new LazyRows() {
      private final Iterator<Row> left = rows.iterator();

      @Override
      Optional<List<Row>> more() {
        return left.hasNext() ? Optional.of(List.of(left.next())) : Optional.empty();
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /**
   * The rows of each of those given, in a row; each is closed behind its last row or with the task.
   */
  static <T> Iterator<Row> each(Iterator<T> given, Function<T, LazyRows> making) {
    var all = new Each<>(given, making);
    TaskCompletionListener release = ended -> all.close();
    TaskContext.get().addTaskCompletionListener(release);
    return all;
  }

  private static final class Each<T> extends LazyRows {
    private final Iterator<T> given;
    private final Function<T, LazyRows> making;
    private LazyRows current = of(List.of());

    Each(Iterator<T> given, Function<T, LazyRows> making) {
      this.given = given;
      this.making = making;
    }

    @Override
    Optional<List<Row>> more() {
      if (current.hasNext()) {
        return Optional.of(List.of(current.next()));
      }
      current.close();
      if (!given.hasNext()) {
        return Optional.empty();
      }
      current = making.apply(given.next());
      return Optional.of(List.of());
    }

    @Override
    public void close() {
      current.close();
    }
  }
}
