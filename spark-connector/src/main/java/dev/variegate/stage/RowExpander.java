package dev.variegate.stage;

import dev.variegate.image.ImageCodec;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.image.SourceImage;
import dev.variegate.policy.Annotations;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Puts the copies of each row behind it. A pure function of the row, so that neither partitions nor
 * retries change a byte; a picture is decoded once, and where no copies of it are made only its
 * header is read.
 *
 * @param annotating what goes with the pictures
 * @param methods what makes the copies, in the order in which {@code shares} counts them
 * @param shares how many copies of a row each method makes
 * @param originals what becomes of rows that are expanded
 * @param refusals what becomes of rows whose copies cannot be made
 */
record RowExpander(
    Layout layout,
    Annotating annotating,
    List<CopyMethod> methods,
    Shares shares,
    Originals originals,
    ImageCodec codec,
    Refusals refusals)
    implements MapPartitionsFunction<Row, Row> {

  /** What becomes of rows that are expanded. */
  enum Originals {
    STAY,
    GO
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    var makers = methods.stream().map(method -> method.open(codec)).toList();
    return MadeRows.each(rows, row -> expanded(row, makers));
  }

  private MadeRows expanded(Row row, List<CopyMethod.Maker> makers) {
    return layout.expands(row) && !layout.refusedBefore(row)
        ? refusals.unless(row, () -> new Expanded(row, makers))
        : MadeRows.of(List.of(layout.original(row, layout.lineage(row, codec))));
  }

  /** A row and its copies, one method after the other. */
  private final class Expanded extends MadeRows {
    private final Row row;
    private final Iterator<CopyMethod.Maker> makers;
    private final SourceImage source;
    private final String key;
    private final int[] numbers;
    private int method = -1;
    private int left; // of the method
    private int made; // of all
    private Optional<Annotations> given = Optional.empty();
    private Optional<Row> original = Optional.empty();
    private Optional<CopyMethod.Copies> copies = Optional.empty();

    Expanded(Row row, List<CopyMethod.Maker> makers) {
      this.row = row;
      this.makers = makers.iterator();
      this.source = layout.picture().checked(row, codec);
      this.key = layout.key(row, source);
      this.numbers = shares.of(row, key);
      if (originals == Originals.STAY) {
        original = Optional.of(layout.original(row, layout.original(key, source.sha256())));
      }
    }

    @Override
    Optional<List<Row>> more() {
      var first = original;
      original = Optional.empty();
      while (first.isEmpty() && left == 0 && makers.hasNext()) {
        open(makers.next());
      }
      return first.isEmpty() && left == 0
          ? Optional.empty()
          : Optional.of(List.of(first.orElseGet(this::copy)));
    }

    private void open(CopyMethod.Maker maker) {
      closeCopies();
      left = numbers[++method];
      if (left > 0) {
        copies = Optional.of(maker.open(row, source, this::given, key));
      }
    }

    /** What goes with the image, read when a method first asks for it. */
    private Annotations given() {
      given = given.or(() -> Optional.of(annotating.of(row, source.size(), codec)));
      return given.get();
    }

    private Row copy() {
      left--;
      var copy = copies.orElseThrow().copy(++made);
      var picture = layout.picture().copy(copy.encoded(), row, codec);
      var beside = annotating.changed(row, copy.annotations(), codec);
      return layout.copy(beside, picture, layout.continued(row, copy.lineage()));
    }

    private void closeCopies() {
      copies.ifPresent(CopyMethod.Copies::close);
      copies = Optional.empty();
    }

    @Override
    public void close() {
      closeCopies();
      source.close();
    }
  }
}
