package dev.variegate.stage.method;

import dev.variegate.image.Image;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.LazyRows;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Fills added columns with what a network says of the image of each row, in batches of its model.
 *
 * @param <A> what it says of an image
 */
public record NetworkRows<A>(AddedColumns columns, Opener<A> opener)
    implements RowTask.Opener<Image, A> {

  /** Opens the network in a task. */
  @FunctionalInterface
  public interface Opener<A> extends Serializable {
    Filler<A> open(TaskContext task);
  }

  /** An open network, and the columns of its answers. */
  interface Filler<A> extends AutoCloseable {

    /** The image as the network takes it; the caller closes it. */
    Image entering(Image image);

    /** Images of a batch. */
    int batch();

    /** What the network says of images, in order. */
    List<A> answer(List<Image> images);

    /** Writes an answer into the columns. */
    void write(A answer, Object[] values);

    /** Closes what an answer holds. */
    default void release(A answer) {}

    @Override
    void close();
  }

  @Override
  public RowWorker<Image, A> open(TaskContext task) {
    return new Worker(opener.open(task));
  }

  private final class Worker implements RowWorker<Image, A> {
    private final Filler<A> filler;

    Worker(Filler<A> filler) {
      this.filler = filler;
    }

    @Override
    public RowWorker.Pending<Image, A> open(RowWorker.Input input) {
      var row = input.row();
      if (columns.refusedBefore(row)) {
        return RowWorker.Pending.of(List.of(RowFactory.create(columns.values(row))));
      }
      try (var image = columns.image().decoded(row, columns.codec())) {
        return new Asking(row, filler.entering(image), filler);
      }
    }

    @Override
    public boolean isFull(List<Image> requests) {
      return requests.size() >= filler.batch();
    }

    @Override
    public List<A> answer(List<Image> requests) {
      return filler.answer(requests);
    }

    @Override
    public void close() {
      filler.close();
    }
  }

  /** A row with its image as the network takes it, and then with the answer. */
  private final class Asking implements RowWorker.Pending<Image, A> {
    private final Row row;
    private final Image image;
    private final Filler<A> filler;
    private List<A> answers = List.of();

    Asking(Row row, Image image, Filler<A> filler) {
      this.row = row;
      this.image = image;
      this.filler = filler;
    }

    @Override
    public List<Image> requests() {
      return List.of(image);
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
      var values = columns.values(row);
      filler.write(answer, values);
      return RowFactory.create(values);
    }

    @Override
    public void close() {
      image.close();
      answers.forEach(filler::release);
    }
  }
}
