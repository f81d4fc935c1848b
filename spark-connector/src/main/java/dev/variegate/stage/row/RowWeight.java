package dev.variegate.stage.row;

import dev.variegate.stage.param.ParamSupport;
import dev.variegate.stage.param.PlanParams;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * What a row weighs against the others of its class where images are copied: a whole number of
 * steps of 2^-30, so that weights add up to the same in any order.
 *
 * @param column of weights, or -1 where all rows weigh the same
 * @param name of the column
 */
public record RowWeight(int column, String name) implements Serializable {

  private static final int SCALE = 30;

  /** The weight 1 in steps; that of every row where there is no column. */
  public static final long ONE = 1L << SCALE;

  static final RowWeight SAME = new RowWeight(-1, "");

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;

  /** As the Params of a plan say. */
  public static RowWeight of(PlanParams<?> plan, StructType given) {
    return ParamSupport.value(plan, plan.weightCol())
        .map(name -> new RowWeight(number(given, name), name))
        .orElse(SAME);
  }

  private static int number(StructType given, String name) {
    int column = Columns.index(given, name, "weightCol");
    var type = given.fields()[column].dataType();
    if (!(type instanceof NumericType)) {
      throw new IllegalArgumentException(
          "Column \"%s\" of weightCol has type %s but must be of numbers; cast it"
              .formatted(name, type.catalogString()));
    }
    return column;
  }

  /**
   * The weight of a row.
   *
   * @throws IllegalArgumentException if it is null or out of range
   */
  public long of(Row row) {
    if (column < 0) {
      return ONE;
    }
    if (row.isNullAt(column)) {
      throw new IllegalArgumentException(
          "Weight in column \"%s\" is null but must be a number; fill it, with 0 where the image is not to be copied"
              .formatted(name));
    }
    double weight = ((Number) row.get(column)).doubleValue();
    if (!(weight == 0 || (weight >= LEAST && weight <= MOST))) {
      throw new IllegalArgumentException(
          "Weight in column \"%s\" is %s but must be 0 or from 0.000001 to 1000000; multiply all weights by the same number, or correct it"
              .formatted(name, weight));
    }
    return Math.round(Math.scalb(weight, SCALE));
  }
}
