package dev.variegate.stage.row;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The column in which stages that keep invalid rows say why. Its metadata marks it, so that a later
 * stage passes on what an earlier one refused, and takes no column of the user's own for it. The
 * mark goes with the column wherever Spark keeps metadata, as in Parquet.
 */
public final class ErrorColumn {

  private static final String MARK = "variegate.error";

  private static final Metadata MARKED = new MetadataBuilder().putBoolean(MARK, true).build();

  private ErrorColumn() {}

  /** Whether a stage of this project made the column. */
  public static boolean isMarked(StructField field) {
    return field.dataType().equals(DataTypes.StringType) && field.metadata().contains(MARK);
  }

  /** The rows with a column of errors, null where there is none, marked as a stage's. */
  public static Dataset<Row> marked(Dataset<Row> rows, String column) {
    return rows.withMetadata(column, MARKED);
  }

  /**
   * The schema with a stage's column of errors, if it has one; that of an earlier stage is used
   * again.
   *
   * @throws IllegalArgumentException if another column has its name
   */
  public static StructType with(StructType schema, Optional<String> errorCol) {
    if (errorCol.isEmpty()) {
      return schema;
    }
    var name = errorCol.get();
    if (Arrays.stream(schema.fields())
        .anyMatch(f -> ColumnNames.same(f.name(), name) && isMarked(f))) {
      return schema;
    }
    Columns.added(schema, name, DataTypes.StringType, "errorCol"); // refuses what is there
    return schema.add(name, DataTypes.StringType, true, MARKED);
  }
}
