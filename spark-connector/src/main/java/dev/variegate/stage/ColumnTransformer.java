package dev.variegate.stage;

import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import dev.variegate.stage.row.AddedColumns;
import dev.variegate.stage.row.Columns;
import dev.variegate.stage.row.ErrorColumn;
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
   * The rows with the columns filled.
   *
   * @param schema that {@link #transformSchema} announces
   */
  abstract Dataset<Row> filled(Dataset<Row> rows, StructType schema);

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
    return filled(rows, transformSchema(rows.schema()));
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
