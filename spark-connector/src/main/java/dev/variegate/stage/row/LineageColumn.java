package dev.variegate.stage.row;

import dev.variegate.lineage.Lineage;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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
