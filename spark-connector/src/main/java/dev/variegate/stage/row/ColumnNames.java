package dev.variegate.stage.row;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.internal.SQLConf;

/**
 * Names of columns, compared as Spark compares them: without regard to case, unless {@code
 * spark.sql.caseSensitive} is true. A name is always that of a whole column, dots and all.
 */
public final class ColumnNames {

  private ColumnNames() {}

  /** Whether the active session takes both for one name. */
  public static boolean same(String one, String other) {
    return SQLConf.get().caseSensitiveAnalysis() ? one.equals(other) : one.equalsIgnoreCase(other);
  }

  /**
   * The index of the column of this name, or -1.
   *
   * @throws IllegalArgumentException if several columns have it
   */
  public static int find(String[] columns, String name) {
    var found = IntStream.range(0, columns.length).filter(i -> same(columns[i], name)).toArray();
    if (found.length > 1) {
      throw new IllegalArgumentException(
          "Column \"%s\" is there %d times (%s) but must be there once; rename or drop the others"
              .formatted(
                  name,
                  found.length,
                  String.join(", ", IntStream.of(found).mapToObj(i -> columns[i]).toList())));
    }
    return found.length == 0 ? -1 : found[0];
  }

  /** Whether a column of this name is among them. */
  public static boolean contains(List<String> columns, String name) {
    return columns.stream().anyMatch(column -> same(column, name));
  }

  /** A column's name as Spark's expressions take it, whatever is in it. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
