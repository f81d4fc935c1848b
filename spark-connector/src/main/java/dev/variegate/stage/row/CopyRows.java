package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.row.Copiers.Asked;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/**
 * Puts the copies of each row behind it, one method after the other, numbered from 1. The image of
 * a row is decoded once, and where no copies of it are made only its header is read.
 *
 * @param annotating what goes with the images
 * @param methods what makes the copies
 * @param counts how many copies of a row each method makes
 * @param originals what happens to rows that are expanded
 * @param column where the plan says what it takes rows for, if anywhere
 * @param refusals what happens to copies whose partners cannot be used
 */
public record CopyRows(
    Layout layout,
    AnnotationColumns annotating,
    List<CopyMethod> methods,
    Counts counts,
    Originals originals,
    PlanColumn column,
    ImageCodec codec,
    Refusals refusals)
    implements RowTask.Opener<Asked, MadeCopy> {

  /** What happens to rows that are expanded. */
  public enum Originals {
    STAY,
    GO
  }

  @Override
  public RowWorker<Asked, MadeCopy> open(TaskContext task) {
    return new Worker(new Copiers(methods, task, codec));
  }

  private final class Worker implements RowWorker<Asked, MadeCopy> {
    private final Copiers copiers;

    Worker(Copiers copiers) {
      this.copiers = copiers;
    }

    @Override
    public RowWorker.Pending<Asked, MadeCopy> open(RowWorker.Input input) {
      var row = input.row();
      return layout.expands(row) && !layout.refusedBefore(row)
          ? new ExpandedRow(CopyRows.this, copiers, input)
          : RowWorker.Pending.of(
              List.of(original(layout.original(row, layout.lineage(row, codec)), input)));
    }

    @Override
    public boolean isFull(List<Asked> requests) {
      return copiers.isFull(requests);
    }

    @Override
    public List<MadeCopy> answer(List<Asked> requests) {
      return copiers.make(requests);
    }

    @Override
    public void close() {
      copiers.close();
    }
  }

  /** The row as it passes beside its copies, with what methods and plan add to it. */
  Row original(Row passing, RowWorker.Input input) {
    var row = passing;
    for (var method : methods) {
      row = method.original(row, input);
    }
    return column.original(row, input.row());
  }

  /** How many copies of a row each method makes: a pure function of the row and its key. */
  public interface Counts extends Serializable {

    /** So many of every row. */
    static Counts each(int number) {
      return new Each(number);
    }

    /**
     * One number for each method.
     *
     * @throws IllegalArgumentException if the row is of no class that is known
     */
    int[] of(Row row, String key);

    /** No more copies than this are made of a row, by all methods; 0 if it is of no known class. */
    long most(Row row);

    /**
     * Copies of all rows of which more than a limit may be made; empty where rows are not counted.
     */
    OptionalLong made(long limit);
  }

  private record Each(int number) implements Counts {

    @Override
    public int[] of(Row row, String key) {
      return new int[] {number};
    }

    @Override
    public long most(Row row) {
      return number;
    }

    @Override
    public OptionalLong made(long limit) {
      return OptionalLong.empty();
    }
  }
}
