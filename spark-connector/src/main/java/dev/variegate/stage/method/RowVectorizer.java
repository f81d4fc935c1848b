package dev.variegate.stage.method;

import dev.variegate.pixel.PixelVector;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.RowWorker;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds the vector of its image to each row.
 *
 * @param output column of vectors
 */
public record RowVectorizer(AddedColumns columns, int output, PixelVector vector)
    implements RowTask.Opener<Void, Void> {

  @Override
  public RowWorker<Void, Void> open(TaskContext task) {
    return RowWorker.each(this::vectorized);
  }

  private List<Row> vectorized(Row row) {
    var values = columns.values(row);
    if (!columns.refusedBefore(row)) {
      try (var image = columns.image().decoded(row, columns.codec())) {
        values[output] = Vectors.dense(vector.of(image));
      }
    }
    return List.of(RowFactory.create(values));
  }
}
