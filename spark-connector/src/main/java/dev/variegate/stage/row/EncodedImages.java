package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.variegate.codec.ImageCodec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Columns of images as encoded bytes, for code that writes files. */
public final class EncodedImages {

  private static final UserDefinedFunction ENCODE =
      udf((UDF1<Row, byte[]>) EncodedImages::encode, DataTypes.BinaryType);

  private EncodedImages() {}

  /**
   * A column as it is where it holds encoded bytes, and Spark's image struct as the PNG of its
   * samples, which loses nothing.
   *
   * @throws IllegalArgumentException if it is absent or of another type
   */
  public static Column of(StructType schema, String column) {
    var images = ImageColumn.named(schema, column, "the sink");
    var quoted = col(ColumnNames.quoted(column));
    return images.struct() ? ENCODE.apply(quoted).as(column) : quoted;
  }

  private static byte[] encode(Row struct) {
    return struct == null
        ? null
        : new ImageColumn(0, true).encoded(RowFactory.create(struct), new ImageCodec());
  }
}
