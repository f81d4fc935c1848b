package dev.variegate.stage;

import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.SchemaRows;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A stage that fills its columns row by row.
 *
 * @param <S> the stage
 */
abstract class RowTransformer<S extends RowTransformer<S>> extends ColumnTransformer<S> {

  private static final long serialVersionUID = 1L;

  RowTransformer(String uid) {
    super(uid);
  }

  /**
   * What fills the columns; looks models up, once.
   *
   * @param schema that {@link #transformSchema} announces
   * @param rows that are to be filled
   */
  abstract Filling filling(StructType schema, Dataset<Row> rows);

  /**
   * What fills columns.
   *
   * @param schema as announced, with metadata that only an opened model tells
   * @param opener of what works in a task
   */
  record Filling(StructType schema, Function<AddedColumns, RowTask.Opener<?, ?>> opener) {}

  @Override
  final Dataset<Row> filled(Dataset<Row> rows, StructType schema) {
    return filled(rows, filling(schema, rows));
  }

  /** The rows with the columns filled. */
  Dataset<Row> filled(Dataset<Row> rows, Filling filling) {
    var columns = AddedColumns.of(this, rows.schema(), filling.schema(), rows.sparkSession());
    var task = new RowTask<>(filling.opener().apply(columns), 0, columns);
    return SchemaRows.of(rows, task, filling.schema());
  }
}
