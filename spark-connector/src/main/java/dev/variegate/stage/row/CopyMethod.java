package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.lineage.Source;
import dev.variegate.random.DrawKey;
import dev.variegate.stage.row.PartnerRingReader.Member;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;

/** A method that makes copies of rows, configured on the driver. */
public interface CopyMethod extends Serializable {

  /** Opens what works for one task; whoever opened it closes it. */
  Copier open(TaskContext task, ImageCodec codec);

  /** How its copies are encoded. */
  OutputEncoding encoding();

  /** How many other rows it takes to make so many copies of one. */
  default int partners(int copies) {
    return 0;
  }

  /**
   * Those of one copy.
   *
   * @param index of the copy among those that the method makes of the row, from 0
   * @param all partners of the row
   */
  default List<Member> partnersOf(int index, List<Member> all) {
    int each = partners(1);
    return all.subList(index * each, (index + 1) * each);
  }

  /** Whether these have to be of the row's own class. */
  default boolean partnersOfOneClass() {
    return false;
  }

  /** The row that passes beside its copies, with what the method adds to it. */
  default Row original(Row passing, RowWorker.Input input) {
    return passing;
  }

  /**
   * Makes copies. A request alone fixes its copy, bit for bit: neither its neighbors nor the cut
   * into lists change it.
   */
  interface Copier extends AutoCloseable {

    /** How many requests fill whole runs; any other number is allowed. */
    int batch();

    /**
     * One copy for each request, in order; the caller closes them.
     *
     * @throws IllegalArgumentException if one cannot be made; nothing is left open then. Asked
     *     again with each alone, the others are made
     */
    List<MadeCopy> make(List<Request> requests);

    @Override
    void close();
  }

  /**
   * One copy to be made.
   *
   * @param row that is copied
   * @param source its image, or what the method before it in a chain has made
   * @param draw what fixes every number that is drawn
   * @param partners other rows that it is made with
   * @param alone whether nothing else is made of the source
   */
  record Request(Row row, Source source, DrawKey draw, List<Member> partners, boolean alone) {}

  /** Makes copies that gain nothing by being made together. */
  record Unbatched(Function<Request, MadeCopy> maker) implements Copier {

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public List<MadeCopy> make(List<Request> requests) {
      return MadeCopy.each(requests, maker);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  /** Refuses one copy, whose partner cannot be used: no fault of the row that is copied. */
  final class BadPartnerException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public BadPartnerException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
