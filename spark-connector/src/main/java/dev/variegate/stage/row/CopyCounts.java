package dev.variegate.stage.row;

import java.io.Serializable;
import org.apache.spark.sql.Row;

/** How many copies of a row each method makes: a pure function of the row and its key. */
@FunctionalInterface
public interface CopyCounts extends Serializable {

  /**
   * One number for each method.
   *
   * @throws IllegalArgumentException if the row is of no class that is known
   */
  int[] of(Row row, String key);
}
