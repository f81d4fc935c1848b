package dev.variegate.stage.row;

import dev.variegate.lineage.Lineage;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Writes to a column what a plan takes a row for: its class, and the entry that made it.
 *
 * @param index of the column, or -1 where none is written
 * @param classes what class a row counts for
 * @param methods names of the entries that copy
 */
public record PlanColumn(int index, RowClass classes, List<String> methods)
    implements Serializable {

  /** None is written. */
  public static final PlanColumn NONE = new PlanColumn(-1, RowClass.NONE, List.of());

  /** The type of the column. */
  public static final StructType TYPE =
      new StructType().add("class", "string").add("method", "string");

  /** A row that passes. */
  Row original(Row passing, Row given) {
    return index < 0 ? passing : with(passing, given, Lineage.ORIGINAL);
  }

  /** A row that an entry has made. */
  Row copy(Row made, Row given, int method) {
    return index < 0 ? made : with(made, given, methods.get(method));
  }

  private Row with(Row row, Row given, String method) {
    var values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == index ? RowFactory.create(label(given), method) : row.get(i);
    }
    return RowFactory.create(values);
  }

  /** The class of a row; null where it has none, which is reported by what needs one. */
  private String label(Row given) {
    try {
      return classes.of(given);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
