package dev.variegate.stage.row;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The types that a column of classes may have, and the text that stands for a class in plans. */
public enum LabelType {
  STRING,
  INT,
  LONG,
  DOUBLE;

  private static final Map<DataType, LabelType> KNOWN =
      Map.of(
          DataTypes.StringType, STRING,
          DataTypes.IntegerType, INT,
          DataTypes.LongType, LONG,
          DataTypes.DoubleType, DOUBLE);

  public static LabelType of(DataType type, String column) {
    var known = KNOWN.get(type);
    if (known == null) {
      throw new IllegalArgumentException(
          "Column \"%s\" of labelCol has type %s but must be string, int, bigint or double; cast it"
              .formatted(column, type.catalogString()));
    }
    return known;
  }

  /** The class as text: {@code 3} for 3, 3L and 3.0. */
  public static String text(Object label) {
    return label instanceof Double number && number == Math.rint(number) && !number.isInfinite()
        ? Long.toString(number.longValue())
        : String.valueOf(label);
  }

  /** A class in the column's own type; in a column of numbers a name becomes its index. */
  public Object value(String asked, List<String> names) {
    if (this == STRING) {
      return asked;
    }
    int named = names.indexOf(asked);
    long index = named >= 0 ? named : Long.parseLong(asked);
    return switch (this) {
      case INT -> Math.toIntExact(index);
      case LONG -> index;
      default -> (double) index;
    };
  }

  /** Refuses a class that the column cannot hold; "" is none. */
  public void requireFitting(String label, String param, String column) {
    if (this != STRING && !label.isEmpty() && !label.matches("-?\\d{1,9}")) {
      throw new IllegalArgumentException(
          "%s is \"%s\" but must be a whole number as in column \"%s\"; set its index, or cast the column"
              .formatted(param, label, column));
    }
  }

  /**
   * The class of a row as text.
   *
   * @throws IllegalArgumentException if it is null
   */
  public static String label(Row row, int column) {
    if (row.isNullAt(column)) {
      throw new IllegalArgumentException(
          "Class is null but must be there; fill it or drop the row");
    }
    return text(row.get(column));
  }
}
