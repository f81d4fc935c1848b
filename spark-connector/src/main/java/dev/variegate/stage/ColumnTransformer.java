package dev.variegate.stage;

import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.ErrorColumn;
import dev.variegate.stage.row.RowTask;
import dev.variegate.stage.row.SchemaRows;
import java.util.function.Function;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A stage that adds columns to rows of images and changes nothing else.
 *
 * @param <S> the stage
 */
abstract class ColumnTransformer<S extends ColumnTransformer<S>> extends Transformer
    implements HasImageInput<S>, HasDecoding<S>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;

  ColumnTransformer(String uid) {
    this.uid = uid;
    ParamSupport.defaults(this);
  }

  /**
   * The schema with the columns that the stage adds.
   *
   * @throws IllegalArgumentException if the stage cannot work on such rows
   */
  abstract StructType adding(StructType given);

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

  /** Where one of its columns stands. */
  final int index(AddedColumns columns, Param<String> column) {
    return Columns.index(columns.schema(), getOrDefault(column), column.name());
  }

  /** Where one of its columns stands; -1 if it is unset. */
  final int indexIfSet(AddedColumns columns, Param<String> column) {
    return ParamSupport.value(this, column).isPresent() ? index(columns, column) : -1;
  }

  @Override
  public final StructType transformSchema(StructType schema) {
    Columns.image(schema, getOrDefault(inputCol()), "inputCol");
    return ErrorColumn.with(adding(schema), InvalidRows.errorColumn(this));
  }

  @Override
  public final Dataset<Row> transform(Dataset<?> dataset) {
    var rows = dataset.toDF();
    return filled(rows, filling(transformSchema(rows.schema()), rows));
  }

  /** The rows with the columns filled. */
  Dataset<Row> filled(Dataset<Row> rows, Filling filling) {
    var columns = AddedColumns.of(this, rows.schema(), filling.schema(), rows.sparkSession());
    var task = new RowTask<>(filling.opener().apply(columns), 0, columns);
    return SchemaRows.of(rows, task, filling.schema());
  }

  @Override
  public final String uid() {
    return uid;
  }

  @Override
  public String explainParam(Param<?> param) {
    return ParamSupport.explained(this, param);
  }

  @Override
  public S copy(ParamMap extra) {
    return defaultCopy(extra);
  }
}
