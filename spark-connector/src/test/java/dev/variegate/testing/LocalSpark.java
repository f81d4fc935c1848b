package dev.variegate.testing;

import org.apache.spark.sql.SparkSession;

/** The one Spark of this test run, started at the first call and stopped with the JVM. */
public final class LocalSpark {

  private LocalSpark() {}

  /** Two cores; a task may fail twice before its job does. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION =
        SparkSession.builder()
            .master("local[2,3]")
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.default.parallelism", 2)
            .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir"))
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate();
  }
}
