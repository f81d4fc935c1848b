package dev.variegate.stage.row;

import dev.variegate.codec.ImageCodec;
import dev.variegate.stage.param.InvalidRows;
import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.SharedParams.HasDecoding;
import dev.variegate.stage.param.SharedParams.HasImageInput;
import java.util.List;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/**
 * How a stage adds columns to rows of images and changes nothing else.
 *
 * @param schema of the rows that leave
 * @param image the column that is read
 * @param error column of errors, or -1
 * @param invalid what happens to a row that cannot be used
 * @param refused counts such rows, for people to see: a task that runs again counts again
 */
public record AddedColumns(
    StructType schema,
    ImageColumn image,
    ImageCodec codec,
    int error,
    InvalidRows invalid,
    LongAccumulator refused)
    implements Refusals {

  /** As the stage's Params say, with the stage's own columns in the schema already. */
  public static <S extends Params & HasImageInput<?> & HasDecoding<?>> AddedColumns of(
      S stage, StructType given, StructType schema, SparkSession spark) {
    return new AddedColumns(
        schema,
        ImageColumn.named(given, stage.getOrDefault(stage.inputCol()), "inputCol"),
        ParamSupport.codec(stage),
        InvalidRows.errorColumn(stage)
            .map(error -> Columns.index(schema, error, "errorCol"))
            .orElse(-1),
        InvalidRows.parse(stage.getOrDefault(stage.handleInvalid())),
        InvalidRows.counter(spark, stage));
  }

  /** What the row holds, with places for what is added. */
  public Object[] values(Row row) {
    return widened(row, schema.size());
  }

  /** What a row holds, with places for what is added up to so many. */
  public static Object[] widened(Row row, int width) {
    var values = new Object[width];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    return values;
  }

  /** Whether an earlier stage refused the row already; it passes with nothing added. */
  public boolean refusedBefore(Row row) {
    return error >= 0 && error < row.length() && !row.isNullAt(error);
  }

  @Override
  public List<Row> of(Row row, RuntimeException cause) {
    refused.add(1);
    return switch (invalid) {
      case ERROR -> throw InvalidRows.refusal(image.name(row), cause);
      case SKIP -> List.of();
      case KEEP -> {
        var values = values(row);
        values[error] = InvalidRows.reason(cause);
        yield List.of(RowFactory.create(values));
      }
    };
  }

  @Override
  public boolean end() {
    return invalid == InvalidRows.ERROR;
  }

  @Override
  public long bytes(Row made) {
    return 0; // a row in, a row out
  }
}
