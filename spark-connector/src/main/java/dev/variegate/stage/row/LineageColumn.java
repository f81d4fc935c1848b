package dev.variegate.stage.row;

import dev.variegate.lineage.Lineage;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** {@link Lineage} as a column: one field for each of the record's components, in their order. */
public final class LineageColumn {

  /** The type of the column. */
  public static final StructType TYPE =
      new StructType()
          .add("sourceKey", "string")
          .add("sourceSha256", "string")
          .add("copy", "int")
          .add("method", "string")
          .add("steps", "string")
          .add("seed", "bigint")
          .add("model", "string")
          .add("modelVersion", "string")
          .add("modelSha256", "string")
          .add("license", "string")
          .add("encoding", "string")
          .add("software", "string");

  private LineageColumn() {}

  /**
   * The column of a name, if the table has one.
   *
   * @throws IllegalArgumentException if it is of another type
   */
  public static Optional<Column> find(StructType schema, String name) {
    if (ColumnNames.find(schema.fieldNames(), name) < 0) {
      return Optional.empty();
    }
    Columns.typed(schema, name, "lineageCol", TYPE);
    return Optional.of(functions.col(ColumnNames.quoted(name)));
  }

  /** Whether images are generated, by their lineages: they have one, and not of an original. */
  public static Column isGenerated(Column lineage) {
    var isMade = lineage.getField("method").notEqual(Lineage.ORIGINAL);
    return lineage.isNotNull().and(functions.coalesce(isMade, functions.lit(true)));
  }

  /** The lineage as a value of the column. */
  public static Row row(Lineage lineage) {
    return RowFactory.create(
        lineage.sourceKey(),
        lineage.sourceSha256(),
        lineage.copy(),
        lineage.method(),
        lineage.steps(),
        lineage.seed(),
        lineage.model(),
        lineage.modelVersion(),
        lineage.modelSha256(),
        lineage.license(),
        lineage.encoding(),
        lineage.software());
  }

  /** The lineage that a value of the column holds. */
  public static Lineage of(Row row) {
    return new Lineage(
        row.getString(0),
        row.getString(1),
        row.getInt(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11));
  }
}
