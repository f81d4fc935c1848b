package dev.variegate.stage.measure;

import dev.variegate.lineage.Lineage;
import org.apache.spark.sql.Column;

/** Which rows of a table are of real images and which of generated ones. */
public final class RealRows {

  private RealRows() {}

  /** Whether a lineage is of what was made: there is one, and not of an original. */
  public static Column generated(Column lineage) {
    return lineage.isNotNull().and(lineage.getField("method").notEqual(Lineage.ORIGINAL));
  }
}
