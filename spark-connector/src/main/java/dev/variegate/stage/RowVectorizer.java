package dev.variegate.stage;

import dev.variegate.image.BadImageException;
import dev.variegate.image.ImageCodec;
import dev.variegate.image.OpenCvThreads;
import dev.variegate.image.PixelVector;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.LongAccumulator;

/**
 * Adds the vector of its picture to each row.
 *
 * @param columns of the rows that leave
 * @param output column of vectors
 * @param error column of errors, or -1
 * @param refused counts rows without a vector, for people to see: a task that runs again counts
 *     again
 */
record RowVectorizer(
    int columns,
    PictureColumn picture,
    int output,
    int error,
    ImageCodec codec,
    PixelVector vector,
    InvalidRows invalid,
    LongAccumulator refused)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    OpenCvThreads.limit(TaskContext.get().cpus());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(this::vectorized)
        .iterator();
  }

  private Stream<Row> vectorized(Row row) {
    var values = new Object[columns];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    try (var image = picture.decoded(row, codec)) {
      values[output] = Vectors.dense(vector.of(image));
    } catch (BadImageException | IllegalArgumentException e) { // the rest is no fault of the row
      refused.add(1);
      switch (invalid) {
        case ERROR -> throw InvalidRows.refusal(picture.name(row), e);
        case SKIP -> {
          return Stream.empty();
        }
        case KEEP -> values[error] = e.getMessage();
      }
    }
    return Stream.of(RowFactory.create(values));
  }
}
