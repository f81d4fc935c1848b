package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.OpenCvThreads;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
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
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(row -> expand(row, makers).stream())
        .iterator();
  }

  private List<Row> expand(Row row, List<CopyMethod.Maker> makers) {
    if (!layout.expands(row) || layout.refusedBefore(row)) {
      return List.of(layout.original(row, layout.lineage(row, codec)));
    }
    try {
      return expanded(row, makers);
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      return refusals.of(row, e);
    }
  }

  private List<Row> expanded(Row row, List<CopyMethod.Maker> makers) {
    var source = layout.picture().checked(row, codec);
    var key = layout.key(row, source);
    var numbers = shares.of(row, key);
    var rows = new ArrayList<Row>();
    if (originals == Originals.STAY) {
      rows.add(layout.original(row, layout.original(key, source)));
    }
    var given = annotating.of(row, codec.header(source).orientedSize(), codec);
    int next = 1;
    for (int method = 0; method < numbers.length; method++) {
      if (numbers[method] > 0) {
        for (var copy : makers.get(method).make(row, source, given, key, next, numbers[method])) {
          var made = layout.picture().copy(copy.encoded(), row, codec);
          var beside = annotating.changed(row, copy.annotations(), codec);
          rows.add(layout.copy(beside, made, layout.continued(row, copy.lineage())));
        }
        next += numbers[method];
      }
    }
    return rows;
  }
}
