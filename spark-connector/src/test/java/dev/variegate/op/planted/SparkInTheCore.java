package dev.variegate.op.planted;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** Uses Spark, and its unkeyed chance, where no Spark belongs. */
final class SparkInTheCore {

  private SparkInTheCore() {}

  static Column chance() {
    return functions.rand(1);
  }
}
