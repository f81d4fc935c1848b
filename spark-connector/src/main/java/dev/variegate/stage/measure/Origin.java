package dev.variegate.stage.measure;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import dev.variegate.lineage.Lineage;
import org.apache.spark.sql.Column;

/** Whether images of a table are real or generated. */
public final class Origin {

  private Origin() {}

  /** Whether a lineage is of what was made: there is one, and not of an original. */
  public static Column isGenerated(Column lineage) {
    var made = coalesce(lineage.getField("method").notEqual(Lineage.ORIGINAL), lit(true));
    return lineage.isNotNull().and(made);
  }
}
