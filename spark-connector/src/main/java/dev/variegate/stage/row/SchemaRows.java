package dev.variegate.stage.row;

import static org.apache.spark.sql.functions.col;

import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes tables of exactly the schema that a stage announces: names, types, nullability and
 * metadata. An encoder alone loses the metadata, in which MLlib keeps the names of classes.
 */
public final class SchemaRows {

  private SchemaRows() {}

  /** What a function makes of a table, whatever its columns are called. */
  public static <T> Dataset<Row> of(
      Dataset<T> given, MapPartitionsFunction<T, Row> rows, StructType schema) {
    var plain = given.mapPartitions(rows, Encoders.row(schema));
    return plain.schema().equals(schema) ? plain : named(given, rows, schema);
  }

  private static <T> Dataset<Row> named(
      Dataset<T> given, MapPartitionsFunction<T, Row> rows, StructType schema) {
    var numbered = new StructType(); // names may repeat, numbers do not
    for (var field : schema.fields()) {
      numbered = numbered.add("" + numbered.size(), field.dataType(), field.nullable());
    }
    var made = given.mapPartitions(rows, Encoders.row(numbered));
    return made.select(
        IntStream.range(0, schema.size())
            .mapToObj(i -> named(made.schema().apply(i), schema.apply(i)))
            .toArray(Column[]::new));
  }

  private static Column named(StructField made, StructField wanted) {
    var column = col(made.name());
    var typed = // fields inside a column have metadata too
        made.dataType().equals(wanted.dataType()) ? column : column.cast(wanted.dataType());
    return typed.as(wanted.name(), wanted.metadata());
  }
}
