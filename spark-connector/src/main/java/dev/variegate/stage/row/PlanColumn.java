package dev.variegate.stage.row;

import dev.variegate.lineage.Lineage;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes to columns what a plan takes a row for: its class, the entry that made it, and what the
 * entry's gates said of it.
 *
 * @param index of the column, or -1 where none is written
 * @param reason index of the column of the gate that refuses a row, or -1 where such rows are left
 *     out
 * @param classes what class a row counts for
 * @param methods names of the entries
 */
public record PlanColumn(int index, int reason, RowClass classes, List<String> methods)
    implements Serializable {

  /** None is written. */
  public static final PlanColumn NONE = new PlanColumn(-1, -1, RowClass.NONE, List.of());

  /** The type of the column. */
  public static final StructType TYPE =
      new StructType()
          .add("class", "string")
          .add("method", "string")
          .add("refusals", DataTypes.createArrayType(DataTypes.StringType));

  /** Whether a row leaves of which gates said so. */
  public boolean leaves(GateOutcome outcome) {
    return outcome.passed() || reason >= 0;
  }

  /** A row that passes. */
  Row original(Row passing, Row given) {
    return index < 0
        ? passing
        : with(passing, label(given), Lineage.ORIGINAL, GateOutcome.UNJUDGED);
  }

  /** A row that an entry has made of another. */
  Row copy(Row made, Row given, int method, GateOutcome outcome) {
    return index < 0 && reason < 0 ? made : with(made, label(given), methods.get(method), outcome);
  }

  /** A row that the only entry has made for a class. */
  public Row sampled(Row made, String label, GateOutcome outcome) {
    return index < 0 && reason < 0 ? made : with(made, label, methods.get(0), outcome);
  }

  private Row with(Row row, String label, String method, GateOutcome outcome) {
    var values = new Object[row.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    var refusals = outcome.refusals();
    if (index >= 0) {
      values[index] = RowFactory.create(label, method, refusals.toArray(String[]::new));
    }
    if (!outcome.passed()) {
      values[reason] = refusals.get(refusals.size() - 1);
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
