package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.image.PixelVector;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds the vector of its picture to each row.
 *
 * @param output column of vectors
 */
record RowVectorizer(AddedColumns columns, int output, PixelVector vector)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(row -> vectorized(row).stream())
        .iterator();
  }

  private List<Row> vectorized(Row row) {
    var values = columns.values(row);
    if (!columns.refusedBefore(row)) {
      try (var image = columns.picture().decoded(row, columns.codec())) {
        values[output] = Vectors.dense(vector.of(image));
      } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
        return columns.refused(row, e);
      }
    }
    return List.of(RowFactory.create(values));
  }
}
